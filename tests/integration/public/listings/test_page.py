"""The site's search page shows entries, too."""

import pytest
import transaction
from lxml.html import fromstring
from plone import api
from plone.app.testing import applyProfile

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of

pytestmark = pytest.mark.usefixtures("framed")


def test_entries_come_below_the_pages_of_the_site(searched_place, browse):
    with api.env.adopt_roles(["Manager"]):
        api.content.create(api.portal.get(), "Document", "sidan", title="Nyast på sidan")
        api.content.transition(api.portal.get().sidan, "publish")
    transaction.commit()
    found = fromstring(browse().get("@@search?SearchableText=nyast").content)
    [results] = found.xpath("//*[@id='search-results']")
    [entries] = found.xpath("//section[contains(@class, 'socialhub-hits')]")
    assert paths(results) == ["/sidan"]
    entry = f"/hub/@@entry/{searched_place.ids['Nyast']}"
    assert paths(entries) == [entry, "/hub/kultur/bloggen", "/hub?SearchableText=nyast"]
    assert [each.text for each in entries.iter("mark")] == ["Nyast"]
    assert entries.findtext("h2") == "Från Sociala medier om ”nyast”"
    page = list(found.iter())
    assert page.index(results) < page.index(entries)


def paths(element):
    return [each.rpartition("/plone")[2] for each in element.xpath(".//a/@href")]


def test_without_a_hit_the_page_is_as_it_was(searched_place, browse):
    for query in ("?SearchableText=finnsinte", "?SearchableText=", "", "?SearchableText=*"):
        text = browse().get(f"@@search{query}").text
        assert 'id="search-results"' in text
        assert "socialhub-hit-list" not in text


def test_further_pages_and_what_is_hidden_show_none(searched_place, browse):
    assert "<mark>" not in browse().get("@@search?SearchableText=nyast&b_start:int=10").text
    hide_entry(timeline_of(searched_place.hub), searched_place.ids["Nyast"], by="anna", now=1)
    transaction.commit()
    assert "socialhub-hit-list" not in browse().get("@@search?SearchableText=nyast").text


def test_a_visitor_narrows_what_was_found_without_a_script(searched_place, browse):
    applyProfile(api.portal.get(), "katrineholm.socialhub:theme")
    transaction.commit()
    page = fromstring(browse().get("@@search?SearchableText=bloggen").content)
    [form] = page.xpath("//form[@id='searchform']")
    assert (form.get("class"), form.get("aria-label")) == (
        "searchPage",
        "Sök, och begränsa det som hittades",
    )
    assert [each.findtext("summary").strip() for each in form.iter("details")] == [
        "Filtrera",
        "Sortera efter",
    ]
    types = form.xpath(".//details//input[@name='portal_type:list']/@value")
    assert "Channel" in types
    narrowed = browse().get("@@search?SearchableText=bloggen&portal_type:list=Document")
    [results] = fromstring(narrowed.content).xpath("//*[@id='search-results']")
    assert paths(results) == []


def test_channels_are_found_as_before(searched_place, browse):
    text = browse().get("@@search?SearchableText=Bloggen").text
    assert "/hub/kultur/bloggen" in text
