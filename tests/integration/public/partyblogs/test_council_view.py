"""The form for the whole council."""

import re

import pytest
from helpers.integration.public.partyblogs import DAYS, new


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


def test_another_sites_form_makes_nothing(two, hub, office, submit):
    form = DAYS | {"party": ["byalaget"]}
    assert submit(office, "hub/@@new-council", form, token=False).status_code == 403
    assert new(hub) == []


@pytest.mark.usefixtures("framed")
def test_the_form_suggests_the_next_term_and_every_party(two, browse, office):
    page = " ".join(browse(*office).get("hub/@@new-council").text.split())
    assert 'value="2030-10-15"' in page
    assert 'value="2034-10-14"' in page
    assert page.count('name="party"') == page.count('checked="checked"') == 2


def test_without_any_party_the_office_is_told_to_add_them(hub, browse, office):
    page = browse(*office).get("hub/@@new-council").text
    assert '<form class="socialhub-decision"' not in page


@pytest.mark.usefixtures("framed", "two")
def test_which_partys_form_a_link_leads_to_is_heard_whole(browse, office, submit):
    assert submit(office, "hub/@@new-council", DAYS | {"party": ["byalaget"]}).status_code == 302
    page = browse(*office).get("hub/@@parties").text
    heard = re.findall(r'<span class="visually-hidden"[^>]*>(: By[^<]*)</span>', page)
    assert [each for each in heard if "2034" in each]
    assert "${" not in "".join(heard)
