"""``GET @official``: the official list as its page has it, as plain values."""

import pytest
from helpers.integration.public.plain import unlinked, unsaid
from helpers.integration.public.register import api_url, titles

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


def test_a_channel_is_told_in_full(register, request_factory):
    hub = register.hub.absolute_url()
    answer = request_factory(basic_auth=None).get("hub/@channels?administration=kultur&kind=blog")
    assert answer.json() == {
        "@id": f"{api_url(register)}/@channels?administration=kultur&kind=blog",
        "items": [
            {
                "@id": f"{hub}/kultur/bloggen",
                "UID": register.channels["bloggen"].UID(),
                "title": "Bloggen",
                "description": "Om kultur",
                "platform": "website",
                "account": "bloggen.example.se",
                "profile_url": "https://bloggen.example.se/",
                "kind": "blog",
                "dialogue": False,
                "administration": {"@id": f"{hub}/kultur", "title": "Kulturförvaltningen"},
                "contact": {"email": "kultur@example.se", "phone": "0150-570 00", "url": ""},
                "state": "official",
                "official_since": "2024-02-29",
                "closed_on": None,
                "feed_url": "https://bloggen.example.se/rss",
                "language": "sv",
                "purpose": "Berätta om öppna scener",
                "audience": "Alla",
                "link_only_reason": None,
            },
            {
                "@id": f"{hub}/kultur/gamla",
                "UID": register.channels["gamla"].UID(),
                "title": "Gamla bloggen",
                "description": "",
                "platform": "website",
                "account": "gamla.example.se",
                "profile_url": "https://gamla.example.se/",
                "kind": "blog",
                "dialogue": False,
                "administration": {"@id": f"{hub}/kultur", "title": "Kulturförvaltningen"},
                "contact": {"email": "kultur@example.se", "phone": "0150-570 00", "url": ""},
                "state": "closed",
                "official_since": "2020-01-31",
                "closed_on": "2025-06-30",
                "feed_url": "https://gamla.example.se/rss",
                "language": "sv",
                "purpose": "",
                "audience": "",
                "link_only_reason": None,
            },
        ],
        "items_total": 2,
    }


def test_a_channels_own_contact_goes_before_its_administrations(register, request_factory):
    answer = request_factory(basic_auth=None).get("hub/@channels?administration=skola").json()
    assert [each["contact"] for each in answer["items"]] == [
        {
            "email": "bilder@skola.example.se",
            "phone": "",
            "url": "https://skola.example.se/kontakt",
        },
        {"email": "", "phone": "", "url": ""},
    ]
