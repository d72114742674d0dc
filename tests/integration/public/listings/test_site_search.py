"""What the site's search suggests while one writes."""

import pytest
import transaction

from katrineholm.socialhub.public.listings.site_search import entry_window


@pytest.fixture
def suggested(searched_place, browse):
    """The titles that are suggested, and how many there are."""

    def suggested(text, **more):
        query = "".join(f"&{name}={value}" for name, value in more.items())
        told = browse().get(f"@@ajax-search?SearchableText={text}{query}").json()
        return [item["title"] for item in told["items"]], told["total"]

    return suggested


def test_entries_are_suggested_with_what_else_is_found(suggested):
    assert suggested("nyast") == (["Nyast"], 1)
    titles, total = suggested("bild*")
    assert "Bild" in titles
    assert total == len(titles)


def test_a_suggestion_leads_to_the_entry(searched_place, browse):
    (item,) = browse().get("@@ajax-search?SearchableText=nyast").json()["items"]
    assert item["id"] == searched_place.ids["Nyast"]
    assert item["url"].endswith(f"/hub/@@entry/{searched_place.ids['Nyast']}") or item[
        "url"
    ].startswith("https://blogg.example.se/")
    assert item["description"] == "Bloggen: Hej"


def test_pages_of_suggestions_end(searched_place, keep, suggested):
    for number in range(9):
        keep(searched_place.channel, title=f"Badhus {number}")
    transaction.commit()
    pages = [suggested("badhus", perPage=4, page=page)[0] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [4, 4, 1, 0]
    assert len({title for page in pages for title in page}) == 9


@pytest.mark.parametrize(("name", "value"), [("page", "x"), ("perPage", "-1"), ("page", "0")])
def test_strange_numbers_are_passed_over(suggested, name, value):
    assert suggested("nyast", **{name: value})[0] == ["Nyast"]


@pytest.mark.parametrize(
    ("pages", "rooms"),
    [
        (0, [(0, 7), (7, 7), (14, 7)]),
        (3, [(0, 2), (2, 7), (9, 7)]),
        (9, [(0, 2), (0, 0), (2, 7)]),
        (14, [(0, 2), (0, 0), (2, 7)]),
    ],
)
def test_entries_fill_what_pages_leave(pages, rooms):
    assert [entry_window(pages, 7, page) for page in (1, 2, 3)] == rooms
