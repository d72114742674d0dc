"""``GET @search`` finds entries, too, below the site's own pages."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.site_search_service import MOST

WORDS = "SearchableText=badhus"


@pytest.fixture
def several(searched_place, keep):
    """Three pages and four entries about the same."""
    with api.env.adopt_roles(["Manager"]):
        for number in range(3):
            name = f"sida-{number}"
            page = api.content.create(api.portal.get(), "Document", name, title=f"Badhus {number}")
            api.content.transition(page, "publish")
    ids = [keep(searched_place.channel, title=f"Badhus {n}", summary="Öppet") for n in range(4)]
    transaction.commit()
    return ids


@pytest.fixture
def search(request_factory, several):
    """What a query finds: where each hit leads, how many there are, and the answer."""

    def search(query, *login):
        session = request_factory(basic_auth=login or None)
        told = session.get(f"@search?{query}").json()
        found = [each["@id"].rpartition("/plone/")[2] for each in told["items"]]
        return found, told["items_total"], told

    return search


def is_entry(path):
    return path.startswith("hub/@@entry/")


def test_entries_come_below_the_pages_of_the_site(search, several):
    found, total, told = search(WORDS)
    assert total == 7
    assert not any(map(is_entry, found[:3]))
    assert {each.rpartition("/")[2] for each in found[3:]} == {*several}
    assert told["items"][3] == {
        "@id": told["items"][3]["@id"],
        "@type": "Entry",
        "title": told["items"][3]["title"],
        "description": "Bloggen: Öppet",
        "review_state": "published",
        "type_title": "Inlägg",
    }
    assert "batching" not in told


def test_the_pages_of_the_answer_are_one_list(search):
    whole = search(WORDS)[0]
    pieces = [search(f"{WORDS}&b_size=2&b_start={start}") for start in range(0, 10, 2)]
    assert [total for _, total, _ in pieces] == [7] * 5
    assert [each for found, _, _ in pieces for each in found] == whole
    links = [told["batching"] for _, _, told in pieces]
    assert [("next" in each, "prev" in each) for each in links[:4]] == [
        *((True, False), (True, True), (True, True), (False, True)),
    ]
    assert links[0]["last"].partition("b_start=")[2].startswith("6&")


def test_volto_s_search_page_finds_them_for_an_editor_too(search, several):
    admin = ("admin", "secret")
    assert search(f"{WORDS}&use_site_search_settings=1&b_size=25", *admin)[1] == 7
    assert search(f"{WORDS}&metadata_fields=_all", *admin)[1] == 3


@pytest.mark.parametrize(
    "more",
    [
        *("portal_type=Document", "path=/", "path.depth=1", "review_state=published"),
        *("Subject=a", "fullobjects=1", f"b_size={MOST + 1}"),
    ],
)
def test_a_query_about_content_finds_content_alone(search, more):
    assert not any(map(is_entry, search(f"{WORDS}&{more}")[0]))


def test_what_is_out_of_sight_is_not_found(search, several, searched_place):
    hide_entry(timeline_of(searched_place.hub), several[0], by="anna", now=1)
    transaction.commit()
    found, total, _ = search(WORDS)
    assert total == len(found) == 6
    assert f"hub/@@entry/{several[0]}" not in found


@pytest.mark.parametrize("query", ["SearchableText=", "SearchableText=*", "SearchableText=()"])
def test_a_query_without_words_is_answered_as_before(request_factory, searched_place, query):
    assert request_factory().get(f"@search?{query}").json() in ([], {"items": []})


def test_no_query_lists_the_content(search):
    assert not any(map(is_entry, search("b_size=100")[0]))
