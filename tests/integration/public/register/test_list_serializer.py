"""``GET @official``: the official list as its page has it, as plain values."""

import pytest
from helpers.integration.public.plain import unlinked, unsaid
from helpers.integration.public.register import titles

PAGE = "hub/@@official-list"
ASKED = ("", "?state=closed", "?SearchableText=blogg", "?sort=since&b_size=2", "?platform=nonsense")


@pytest.fixture
def read(register, request_factory, browse, person):
    """A function that gives the page and the plain values as somebody has them."""

    def read(query, is_office=False):
        login = person("Information Officer") if is_office else ()
        answer = request_factory(basic_auth=login or None).get(f"hub/@official{query}")
        assert answer.status_code == 200, answer.text
        return browse(*login).get(PAGE + query), answer.json()

    return read


@pytest.mark.parametrize("is_office", [False, True], ids=["visitor", "office"])
@pytest.mark.parametrize("query", ASKED)
def test_what_the_page_says_is_said_in_the_same_order_and_words(read, query, is_office):
    page, told = read(query, is_office)
    assert [row["title"] for row in told["rows"]] == titles(page)
    assert unsaid(page.text, told) == []
    assert unlinked(page.text, {**told, "@id": None, "url": None}) == []


def test_an_account_that_was_left_is_no_link(read):
    rows = {row["title"]: row for row in read("")[1]["rows"]}
    assert rows["Gamla bloggen"]["account_url"] is None
    assert rows["Bilder"]["account_url"] == "https://www.flickr.com/photos/skola/"
    assert rows["Skolans sida"]["link_only"] == {
        "title": "Endast länk",
        "reason": "Facebook ger inget flöde.",
    }


def test_files_of_everything_are_the_offices_own(read):
    assert read("")[1]["office"] is None
    assert read("", is_office=True)[1]["office"]["items"][0]["@id"].endswith("?full=1")


def test_a_draft_is_told_of_to_nobody_else(read):
    assert "Hemlig" not in str(read("?state=draft")[1])
