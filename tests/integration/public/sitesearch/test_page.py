"""The site's search page shows entries, too."""

import transaction
from lxml.html import fromstring
from plone import api

from katrineholm.socialhub.core.timeline.store import timeline_of


def test_entries_come_below_the_pages_of_the_site(place, browse):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(api.portal.get(), "Document", "sidan", title="Nyast på sidan")
        api.content.transition(api.portal.get().sidan, "publish")
    transaction.commit()
    found = fromstring(browse().get("@@search?SearchableText=nyast").content)
    [results] = found.xpath("//*[@id='search-results']")
    links = [each.rpartition("/plone")[2] for each in results.xpath(".//a/@href")]
    entry = f"/hub/@@entry/{place.ids['Nyast']}"
    assert links == ["/sidan", entry, "/hub/kultur/bloggen", "/hub?SearchableText=nyast"]
    assert [each.text for each in results.iter("mark")] == ["Nyast"]
    assert "Från Sociala medier" in results.text_content()


def test_without_a_hit_the_page_is_as_it_was(place, browse):
    for query in ("?SearchableText=finnsinte", "?SearchableText=", "", "?SearchableText=*"):
        text = browse().get(f"@@search{query}").text
        assert 'id="search-results"' in text
        assert "socialhub-hit-list" not in text


def test_further_pages_and_what_is_hidden_show_none(place, browse):
    assert "<mark>" not in browse().get("@@search?SearchableText=nyast&b_start:int=10").text
    timeline_of(place.hub).hide(place.ids["Nyast"], by="anna", now=1)
    transaction.commit()
    assert "socialhub-hit-list" not in browse().get("@@search?SearchableText=nyast").text


def test_the_part_that_a_script_asks_for_has_them(place, browse):
    assert "<mark>Nyast</mark>" in browse().get("@@search?ajax_load=1&SearchableText=nyast").text


def test_channels_are_found_as_before(place, browse):
    text = browse().get("@@search?SearchableText=Bloggen").text
    assert "/hub/kultur/bloggen" in text
