"""A place on Facebook is a channel of the list, with what is Facebook's own."""

from datetime import UTC, datetime

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.facts import all_channels, facts_of
from katrineholm.socialhub.accounts.lifecycle.steps import available_steps, take_channel_step
from katrineholm.socialhub.public.facebook.places import public_places, visible_places
from katrineholm.socialhub.public.register.channel_list import listed_channels
from katrineholm.socialhub.public.register.query import query_from

NOON = int(datetime(2026, 5, 4, 10, 0, tzinfo=UTC).timestamp())


def names(found):
    return [place.facts.path.rpartition("/")[2] for place in found]


def test_a_new_place_is_filled_in_without_a_feed(make_place):
    facts = facts_of(make_place("kommunen", profile_url="http://m.facebook.com/kommunen/?ref=x"))
    assert facts.profile_url == "https://www.facebook.com/kommunen"
    assert (facts.platform, facts.kind, facts.feed_url) == ("facebook", "other", "")
    assert facts.dialogue is True


def test_a_place_goes_from_report_to_official_without_a_feed_or_a_reason(make_place):
    place = make_place(state="draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        take_channel_step(place, "report")
        take_channel_step(place, "make-official")
        assert api.content.get_state(place) == "official"
        assert available_steps(place) == ["pause", "close"]
    assert place.link_only_reason is None


def test_a_place_stands_on_the_official_list_and_among_the_channels(hub, make_place, channel):
    make_place("kommunen")
    listed = listed_channels(hub, query_from({"platform": "facebook"}))
    assert [facts.title for facts in listed.rows] == ["kommunen"]
    assert {facts.title for facts in all_channels(hub)} == {"Bloggen", "kommunen"}


def test_the_official_page_comes_first_and_an_ordinary_channel_counts_as_a_page(
    hub, make_place, make_channel
):
    make_place("alfa", place_type="group")
    make_place("vanlig", state="draft")
    make_place("paus", "paused")
    make_place("stangd", "closed")
    make_channel("bok", profile_url="https://www.facebook.com/bok", feed_url=None)
    make_place("zeta", official_page=True)
    found = public_places(hub, NOON)
    assert names(found) == ["zeta", "alfa", "bok", "paus"]
    assert [place.type for place in found] == ["page", "group", "page", "page"]


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (None, None, True),
        (datetime(2026, 5, 4, 8, tzinfo=UTC), None, True),  # it is still that day
        (datetime(2026, 5, 3, 8, tzinfo=UTC), None, False),
        (datetime(2026, 5, 1, 8), datetime(2026, 5, 4, 12, 0), True),  # Swedish time: at noon
        (datetime(2026, 5, 1, 8), datetime(2026, 5, 4, 11, 59), False),
        (datetime(2026, 6, 1, 8), datetime(2026, 6, 2, 8), True),
    ],
)
def test_an_event_goes_by_itself_when_it_is_over(hub, make_place, starts, ends, is_shown):
    make_place("dagar", place_type="event", event_starts=starts, event_ends=ends)
    assert names(public_places(hub, NOON)) == (["dagar"] if is_shown else [])
    assert names(visible_places(hub)) == ["dagar"]


def test_no_place_is_woken_to_be_shown(hub, make_place, integration):
    make_place("kommunen")
    brain = api.content.find(portal_type="FacebookPlace")[0]
    assert brain.socialhub_place == {
        "type": "page",
        "official_page": False,
        "starts": None,
        "ends": None,
        "page_id": "",
    }


def test_a_copy_in_another_hub_is_another_place(portal, make_place):
    place = make_place("kommunen", official_page=True)
    place.tie_backs = ({"tick": "logo", "at": 1, "by": "anna"},)
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(portal, "SocialHub", "annan", title="Annan")
        part = api.content.create(other, "Administration", "kultur", title="Kultur")
        copy = api.content.copy(place, part, "kopia")
    assert (copy.tie_backs, copy.official_page) == ((), False)


def test_a_numbered_address_is_the_pages_number(hub, make_place):
    make_place(profile_url="https://www.facebook.com/profile.php?id=100064000000001")
    make_place(page_id="123456")
    assert sorted(place.page_id for place in visible_places(hub)) == ["100064000000001", "123456"]
