"""What is kept of the looks at accounts, and for how long."""

from datetime import timedelta

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.registration import look_log, look_reminders

INSTA = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": None,
    "platform": "instagram",
    "kind": "photo",
}


@pytest.fixture
def insta(make_channel):
    """A channel on a service without a feed."""
    return make_channel("insta", title="Insta", **INSTA)


def days_ago(number):
    return today() - timedelta(number)


def test_the_latest_day_counts_whenever_it_is_noted(insta):
    for days in (3, 40, 10):
        look_reminders.note_look(insta, days_ago(days))
    days = [look.day for look in look_log.channel_looks(hub_of(insta), insta.UID())]
    assert days == [days_ago(each).isoformat() for each in (3, 10, 40)]
    assert look_log.latest_looks(hub_of(insta))[insta.UID()].day == days_ago(3).isoformat()


def test_followers_are_found_by_their_days(insta):
    for days, followers in ((40, "10"), (20, ""), (5, "12"), (0, "13")):
        look_reminders.note_look(insta, days_ago(days), "", followers)
    found = look_log.looks_with_followers(
        hub_of(insta), insta.UID(), days_ago(30).isoformat(), days_ago(0).isoformat()
    )
    assert [look.followers for look in found] == [12]


def test_looks_stay_when_a_channel_goes_and_follow_it_to_another_hub(insta, portal):
    look_reminders.note_look(insta, today(), "Allt väl")
    hub, uid = hub_of(insta), insta.UID()
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(portal, "SocialHub", "annan", title="Annan")
        place = api.content.create(other, "Administration", "a", title="A", phone="0150-1")
        moved = api.content.move(source=insta, target=place)
        assert (look_log.channel_looks(hub, uid), look_log.latest_looks(hub)) == ([], {})
        assert [look.note for look in look_log.channel_looks(other, uid)] == ["Allt väl"]
        assert look_log.latest_look(other, uid).note == "Allt väl"
        api.content.delete(moved, check_linkintegrity=False)
    assert [look.note for look in look_log.channel_looks(other, uid)] == ["Allt väl"]


def test_what_the_service_itself_tells_is_no_look(insta):
    hub, uid = hub_of(insta), insta.UID()
    look_log.store_look(hub, uid, look_log.Look("2026-05-04", "", 7, followers=12))
    assert (look_log.latest_looks(hub), look_log.last_service_report(hub, uid, 7)) == ({}, 7)
    assert [look.followers for look in look_log.channel_looks(hub, uid)] == [12]
    look_log.store_look(hub, uid, look_log.Look("2026-05-04", "anna", 7))
    look_log.store_look(hub, uid, look_log.Look("2026-05-04", "anna", 7, followers=1))
    assert look_log.latest_look(hub, uid).followers == 1
