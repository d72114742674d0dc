"""How the entries are arranged: an editor's choice for the hub; and the hub by kind (C3, C8)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.public.listings.sections import NEWEST

NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def filled(make_functional_channel, keep):
    """A hub with a blog of six entries and one film; gives the hub."""
    blog = make_functional_channel("bloggen", kind="blog")
    film = make_functional_channel("filmer", kind="video")
    make_functional_channel("tyst", kind="photo")
    for number in range(NEWEST + 2):
        keep(blog, title=f"Blogg {number}", published=NOON + timedelta(number))
    keep(film, title="En <b>film</b>")
    transaction.commit()
    return api.portal.get().hub


def change(hub, **values):
    for name, value in values.items():
        setattr(hub, name, value)
    transaction.commit()


@pytest.mark.parametrize("place", ["hub", "hub/kultur", "hub/kultur/bloggen"])
def test_every_stream_has_the_hubs_layout(filled, browse, place):
    session = browse()
    for layout in ("cards", "list", "wall"):
        change(filled, entry_layout=layout)
        text = session.get(place).text
        assert re.findall(r'class="socialhub-cards socialhub-in-(\w+)"', text) == [layout]


def test_a_hub_from_before_there_were_layouts_shows_cards(filled, browse):
    filled.__dict__.pop("entry_layout", None)
    transaction.commit()
    assert "socialhub-in-cards" in browse().get("hub").text


def test_an_editor_chooses_the_layout_in_the_hubs_form(filled, browse, person):
    form = browse(*person("Manager")).get("hub/edit").text
    [options] = re.findall(r"<select[^>]*form.widgets.entry_layout.*?</select>", form, re.S)
    assert re.findall(r'value="(\w+)"', options) == ["cards", "list", "wall"]


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
