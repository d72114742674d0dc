"""A person's own look at an account: noted, asked for after thirty days, kept."""

from datetime import date, timedelta

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put
from katrineholm.socialhub.accounts.registration import connections as connections
from katrineholm.socialhub.accounts.registration import look_log, look_reminders
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


def waiting(channel, now=None):
    hub, facts = hub_of(channel), facts_of(channel)
    return look_reminders.look_reminders(hub, [facts], look_log.latest_looks(hub), now or today())


def test_a_look_is_kept_with_its_day_who_the_note_and_the_followers(insta):
    look_reminders.note_look(insta, days_ago(2), "Allt väl", "1 240")
    hub, uid = hub_of(insta), insta.UID()
    [look] = look_log.channel_looks(hub, uid)
    told = (look.day, look.note, look.followers, look.who)
    assert told == (days_ago(2).isoformat(), "Allt väl", 1240, api.user.get_current().getId())
    assert look_log.latest_look(hub, uid) == look
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
        look_reminders.note_look(insta, *given)
    assert sentence in refusal.value.sentence
    assert look_log.channel_looks(hub_of(insta), insta.UID()) == []


def test_an_account_waits_for_a_look_after_thirty_days(insta):
    made = date.fromisoformat(facts_of(insta).official_since)
    assert waiting(insta, made + timedelta(30)) == {}
    told = waiting(insta, made + timedelta(31))
    assert told == {insta.UID(): "Nobody has looked at the account yet."}
    look_reminders.note_look(insta, today())
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
