"""A notice in the office's own words, for programs and in feeds."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from katrineholm.socialhub.accounts.channels import crisis

LATER = (datetime.now(UTC) + timedelta(hours=3)).replace(microsecond=0).isoformat()
WORDS = {
    "title": "Vattnet är slut",
    "text": "Hämta vatten vid torget.",
    "link": "https://example.se/vatten",
    "english_title": "No water",
    "english_text": "Fetch water at the square.",
}


@pytest.fixture
def api(request_factory):
    """A function that opens a program's session: anonymous, or with a name and a password."""
    return lambda *login: request_factory(basic_auth=login or None)


def test_own_words_are_told_to_everybody_and_stand_first_in_each_feed(
    crisis_place, api, browse, office
):
    answer = api(*office).post("hub/@crisis", json=WORDS | {"until": LATER})
    assert answer.status_code == 200
    told = api().get("hub/@crisis").json()
    assert told == answer.json()
    assert {**WORDS, "until": LATER, "active": True}.items() <= told.items()
    assert api().get("hub/kultur/@entries").json()["crisis"]["title"] == WORDS["title"]
    titles = [WORDS["title"], WORDS["english_title"], "Vatten"]
    for place in ("hub", "hub/kultur/bloggen"):
        items = browse().get(f"{place}/@@json-feed").json()["items"]
        assert [each["title"] for each in items[:3]] == titles
        assert [each["language"] for each in items[:2]] == ["sv", "en"]
        assert (items[0]["url"], items[0]["content_text"]) == (WORDS["link"], WORDS["text"])
        for name in ("rss", "atom"):
            feed = browse().get(f"{place}/@@{name}").text
            found = re.findall(r"<title[^>]*>\s*(.*?)\s*</title>", feed)
            assert found[1:4] == titles
    assert WORDS["title"] not in browse().get("hub/@@rss?SearchableText=vatten&b_start=0").text
    api(*office).post("hub/@crisis", json={"active": False})
    assert WORDS["title"] not in browse().get("hub/@@atom").text


@pytest.mark.parametrize(
    "wrong", [{"title": 7}, {"text": ["x"]}, {"link": "ftp://example.se"}, {"until": None}]
)
def test_words_that_are_none_are_refused_by_name(crisis_place, api, office, wrong):
    answer = api(*office).post("hub/@crisis", json=WORDS | {"until": LATER} | wrong)
    assert answer.status_code == 400
    assert answer.json()["faults"].keys() == wrong.keys()
    assert [*crisis.order_log(crisis_place.hub)] == []
