"""The log of a hub and its books, written by two connections at once."""

from types import SimpleNamespace

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from transaction import TransactionManager
from zope.annotation.interfaces import IAnnotations
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels import comment_rules, history, responsibility
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.messages.grounds import OwnRule, Step, rules_as_data

ANNA, BO = "Anna Berg <anna@katrineholm.example>", "Bo Ek <bo@katrineholm.example>"
AWAY = {"role": "responsible", "who": "anna@katrineholm.example"}


@pytest.fixture
def channel(make_functional_channel):
    """A channel that this connection has, in a hub whose books have been begun."""
    made = make_functional_channel("bloggen", responsible=ANNA, max_age=None)
    IAnnotations(hub_of(made)).setdefault(comment_rules.KEY, OOBTree())
    transaction.commit()
    return made


@pytest.fixture
def other(make_functional_channel, channel):
    """Another channel of the hub in another connection of the same moment, and its ``commit``."""
    made = make_functional_channel("filmer", responsible=ANNA, max_age=None)
    manager = TransactionManager()
    connection = made._p_jar.db().open(manager)
    site = connection.root()["Application"]["plone"]
    yield SimpleNamespace(channel=site.hub.kultur.filmer, commit=manager.commit)
    manager.abort()
    connection.close()


def change(handler, channel, **fields):
    for name, value in fields.items():
        setattr(channel, name, value)
    handler(channel, ObjectModifiedEvent(channel))


def seen(channel):
    transaction.begin()
    return hub_of(channel)


def test_what_happens_to_two_channels_at_once_is_noted_of_both(channel, other):
    history.note_event(channel, "confirm")
    history.note_event(other.channel, "absence")
    other.commit()
    transaction.commit()
    steps = [line["step"] for line in history.hub_lines(seen(channel))]
    assert sorted(steps) == ["absence", "add", "add", "confirm"]


def test_two_channels_that_are_changed_at_once_are_both_followed(channel, other):
    for each, responsible in ((channel, BO), (other.channel, "")):
        change(history.note_changes, each, max_age=30, responsible=responsible)
    other.commit()
    transaction.commit()
    lines = list(history.hub_lines(seen(channel)))[:2]
    assert {line["uid"]: {name: after for name, _, after in line["changes"]} for line in lines} == {
        channel.UID(): {"max_age": 30, "responsible": BO},
        other.channel.UID(): {"max_age": 30, "responsible": ""},
    }


def test_lines_come_newest_first_in_whatever_order_they_were_committed(channel):
    for number in range(200):
        history.note_event(channel, f"step {number}")
    numbers = [f"step {number}" for number in reversed(range(200))]
    assert [line["step"] for line in history.channel_lines(channel)] == [*numbers, "add"]
    assert [line["step"] for line in history.hub_lines(hub_of(channel))] == [*numbers, "add"]


def test_the_duties_of_two_channels_are_entered_at_once(channel, other):
    change(
        responsibility.store_duties,
        channel,
        absences=(AWAY | {"first": "2026-05-04", "last": "2026-05-08"},),
    )
    change(responsibility.store_duties, other.channel, responsible=BO, confirmed_on=None)
    other.commit()
    transaction.commit()
    duties = responsibility.hub_duties(seen(channel))
    assert [each["last"] for each in duties[channel.UID()].absences] == ["2026-05-08"]
    assert duties[other.channel.UID()].responsible == BO


def test_the_rules_of_two_channels_are_proposed_at_once(channel, other):
    for each, text in ((channel, "Ingen reklam."), (other.channel, "Inga länkar.")):
        rule = OwnRule("E1", text, (Step("proposed", 0, "anna"),))
        change(comment_rules.store_proposals, each, own_rules=rules_as_data([rule]))
    other.commit()
    transaction.commit()
    assert comment_rules.proposed_rules(seen(channel)) == {
        channel.UID(): ["Ingen reklam."],
        other.channel.UID(): ["Inga länkar."],
    }
