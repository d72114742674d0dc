"""The hub by kind."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.listings.sections import NEWEST


@pytest.mark.usefixtures("framed")
def test_a_section_for_each_kind_has_its_newest_entries_and_leads_to_the_rest(filled, browse):
    text = browse().get("hub/@@sections").text
    sections = text.split("<section")[1:]
    kinds = [re.search(r'aria-labelledby="socialhub-kind-(\w+)"', each) for each in sections]
    shown = {kind[1]: section for kind, section in zip(kinds, sections, strict=True) if kind}
    assert list(shown) == ["blog", "video"]
    assert shown["blog"].count("<article") == NEWEST
    assert re.findall(r"Blogg (\d)</a>", shown["blog"]) == ["5", "4", "3", "2"]
    assert "En &lt;b&gt;film&lt;/b&gt;" in shown["video"]
    assert [f'hub?kind={kind}"' in shown[kind] for kind in shown] == [True, True]
    assert 'Visa fler<span class="visually-hidden">: Blogg</span>' in shown["blog"]
    assert '/hub/@@sections" />' in text  # its own canonical address


def test_a_new_entry_is_in_its_section_at_once(filled, browse, keep):
    session = browse()
    session.get("hub/@@sections")
    keep(filled.kultur.filmer, title="Premiär")
    transaction.commit()
    assert "Premiär" in session.get("hub/@@sections").text


def test_the_hub_leads_to_its_sections_where_there_are_several_kinds(filled, browse):
    session = browse()
    assert '/hub/@@sections"' in session.get("hub").text
    assert "@@sections" not in session.get("hub/kultur").text
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(objects=[filled.kultur.filmer, filled.kultur.tyst])
    transaction.commit()
    assert "@@sections" not in session.get("hub").text


def test_a_hub_without_entries_says_so(functional_administration, browse):
    assert "Här finns inga inlägg än" in browse().get("hub/@@sections").text
