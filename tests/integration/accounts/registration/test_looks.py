"""What is kept of the looks at accounts, and for how long."""

from datetime import date, timedelta

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.accounts.registration import connections, looks
from katrineholm.socialhub.site.pages.refusals import Refusal

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
        looks.note_look(insta, days_ago(days))
    days = [look.day for look in looks.channel_looks(hub_of(insta), insta.UID())]
    assert days == [days_ago(each).isoformat() for each in (3, 10, 40)]
    assert looks.latest_looks(hub_of(insta))[insta.UID()].day == days_ago(3).isoformat()


def test_followers_are_found_by_their_days(insta):
    for days, followers in ((40, "10"), (20, ""), (5, "12"), (0, "13")):
        looks.note_look(insta, days_ago(days), "", followers)
    found = looks.looks_with_followers(
        hub_of(insta), insta.UID(), days_ago(30).isoformat(), days_ago(0).isoformat()
    )
    assert [look.followers for look in found] == [12]


def test_looks_stay_when_a_channel_goes_and_follow_it_to_another_hub(insta, portal):
    looks.note_look(insta, today(), "Allt väl")
    hub, uid = hub_of(insta), insta.UID()
    with api.env.adopt_user(SITE_OWNER_NAME):
        other = api.content.create(portal, "SocialHub", "annan", title="Annan")
        place = api.content.create(other, "Administration", "a", title="A", phone="0150-1")
        moved = api.content.move(source=insta, target=place)
        assert (looks.channel_looks(hub, uid), looks.latest_looks(hub)) == ([], {})
        assert [look.note for look in looks.channel_looks(other, uid)] == ["Allt väl"]
        assert looks.latest_look(other, uid).note == "Allt väl"
        api.content.delete(moved, check_linkintegrity=False)
    assert [look.note for look in looks.channel_looks(other, uid)] == ["Allt väl"]


def test_what_the_service_itself_tells_is_no_look(insta):
    hub, uid = hub_of(insta), insta.UID()
    looks.store_look(hub, uid, looks.Look("2026-05-04", "", 7, followers=12))
    assert (looks.latest_looks(hub), looks.last_service_report(hub, uid, 7)) == ({}, 7)
    assert [look.followers for look in looks.channel_looks(hub, uid)] == [12]
    looks.store_look(hub, uid, looks.Look("2026-05-04", "anna", 7))
    looks.store_look(hub, uid, looks.Look("2026-05-04", "anna", 7, followers=1))
    assert looks.latest_look(hub, uid).followers == 1


def waiting(channel, now=None):
    hub, facts = hub_of(channel), facts_of(channel)
    return looks.look_reminders(hub, [facts], looks.latest_looks(hub), now or today())


def test_a_look_is_kept_with_its_day_who_the_note_and_the_followers(insta):
    looks.note_look(insta, days_ago(2), "Allt väl", "1 240")
    hub, uid = hub_of(insta), insta.UID()
    [look] = looks.channel_looks(hub, uid)
    told = (look.day, look.note, look.followers, look.who)
    assert told == (days_ago(2).isoformat(), "Allt väl", 1240, api.user.get_current().getId())
    assert looks.latest_look(hub, uid) == look
    assert history.channel_lines(insta)[0]["step"] == "looked-at"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ((None,), "Say on which day"),
        ((date(2003, 12, 31),), "Say on which day"),
        ((date(2999, 1, 1),), "Say on which day"),
        ((date(2024, 1, 1), "x" * 501), "A note may be"),
        ((date(2024, 1, 1), "", "många"), "in digits"),
        ((date(2024, 1, 1), "", "-1"), "in digits"),
        ((date(2024, 1, 1), "", "99999999999"), "in digits"),
        ((date(2024, 1, 1), "", "12½"), "in digits"),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence_and_nothing_is_kept(insta, given, sentence):
    with pytest.raises(Refusal) as refusal:
        looks.note_look(insta, *given)
    assert sentence in refusal.value.sentence
    assert looks.channel_looks(hub_of(insta), insta.UID()) == []


def test_an_account_waits_for_a_look_after_thirty_days(insta):
    made = date.fromisoformat(facts_of(insta).official_since)
    assert waiting(insta, made + timedelta(30)) == {}
    told = waiting(insta, made + timedelta(31))
    assert told == {insta.UID(): "Nobody has looked at the account yet."}
    looks.note_look(insta, today())
    assert waiting(insta, today() + timedelta(30)) == {}
    [sentence] = waiting(insta, today() + timedelta(31)).values()
    assert sentence.mapping == {"days": 31}


def test_what_has_a_feed_or_a_token_or_is_closed_waits_for_no_look(insta, channel):
    later = today() + timedelta(99)
    assert waiting(channel, later) == {}
    assert waiting(insta, later)
    connection = connections.Connection("instagram", "1", "@k", "x", "anna", 1, 1, 1)
    connections.store_connection(hub_of(insta), insta.UID(), connection)
    assert waiting(insta, later) == {}
    connections.delete_connection(hub_of(insta), insta.UID())
    put(insta, "closed")
    assert waiting(insta, later) == {}
