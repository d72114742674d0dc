"""``GET @stream``: what Classic UI draws, as plain values.

What the page shows stands in the values, in the same order and with the same addresses, for
whoever asks.
"""

from datetime import UTC, datetime, timedelta

import pytest
import transaction
from helpers.integration.public.plain import unlinked, unsaid
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.times import today

PAGES = ("hub", "hub?kind=video", "hub/kultur", "hub/kultur/bloggen", "hub?year=2026&month=5")
WHO = ("visitor", "editor", "office")


def of_stream(path):
    at, _, query = path.partition("?")
    return f"{at}/@stream?{query}"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("framed")
def test_what_the_page_says_is_said_in_the_same_words(place, browse, ask, path):
    page, told = browse().get(path).text, ask(of_stream(path))
    assert unsaid(page, told) == []
    assert unlinked(page, {name: told[name] for name in told if name not in ("@id", "url")}) == []


def test_the_content_brings_the_same_along_where_it_is_asked_for(place, ask):
    for path in ("hub", "hub/kultur", "hub/kultur/bloggen"):
        alone = ask(f"{path}/@stream?year=2026")
        assert ask(f"{path}?expand=stream&year=2026")["@components"]["stream"] == alone
        named = ask(path)["@components"]["stream"]
        assert named == {"@id": alone["@id"]}


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ("", True),
        ("expand=navroot", True),
        ("expand=stream", False),
        ("expand=navroot,stream", False),
    ],
)
def test_a_place_that_brings_its_page_along_lists_no_content_beside(place, ask, query, is_listed):
    assert ("items" in ask(f"hub?{query}")) is is_listed
    assert "items" in ask(f"hub?{query}&include_items=1")


def test_texts_are_in_the_language_of_the_site(place, ask):
    told = ask("hub/@stream")
    assert told["stream"]["heading"] == "Senaste inläggen"
    assert told["ways"]["items"][0]["title"] == "Är det vårt?"


def test_the_ways_in_are_each_readers_own_and_told_anew_when_there_is_another(place, ask, login):
    def ways(*who):
        return [each["title"] for each in ask("hub/@stream", *who)["ways"]["items"]]

    first, office = ways(), ways(*login("office"))
    assert first == ways()
    assert set(first) < set(office)
    with api.env.adopt_user(SITE_OWNER_NAME):
        term = {"term_from": today(), "term_to": today()}
        api.content.create(place.hub, "CouncilParty", "v", title="Vi", abbreviation="V", **term)
    transaction.commit()
    assert len(ways()) == len(first) + 1


def test_a_place_is_written_without_indentation(place, request_factory):
    assert "\n" not in request_factory(role="Anonymous").get("hub?expand=stream").text


def test_a_private_channel_is_told_of_to_nobody_else(place, request_factory, ask, login):
    assert request_factory(role="Anonymous").get("hub/kultur/hemlig/@stream").status_code == 401
    assert "Hemlig" not in str(ask("hub/@stream"))
    assert ask("hub/kultur/hemlig/@stream", *login("editor"))["about"]["state"] == "draft"


@pytest.mark.parametrize(
    ("path", "platform", "title"),
    [
        ("kultur/bloggen", "mastodon", "Följ på Mastodon"),
        ("kultur/bloggen", "website", "Till webbplatsen"),
        ("kultur/hemlig", "mastodon", None),
    ],
)
def test_a_channel_that_speaks_is_followed_at_its_service(place, ask, login, path, platform, title):
    channel = place.hub.unrestrictedTraverse(path)
    channel.platform = platform
    channel.reindexObject()
    transaction.commit()
    links = ask(f"hub/{path}/@stream", *login("editor"))["about"]["follow"]
    found = [(link["@id"], link["title"]) for link in links[:1]]
    assert found == ([(channel.profile_url, title)] if title else [])


def test_below_what_is_important_now_the_stream_is_quiet(place, request_factory, login, ask):
    until = datetime.now(UTC) + timedelta(hours=2)
    given = {"channel": place.channels["bloggen"].UID(), "until": until.isoformat()}
    office = request_factory(basic_auth=login("office"))
    assert office.post("hub/@crisis", json=given).status_code == 200
    assert ask("hub/@stream")["stream"]["quiet"] is True
    # What the channel said long ago is not about what is going on.
    [notice] = ask("@important")["notices"]
    assert notice["cards"] == []
    assert [part["@id"] for part in notice["nothing"]][1] == "https://bloggen.example.se/"
