"""Whatever one person writes into rules and disposals is noticed."""

from dataclasses import astuple, replace

import pytest
from helpers.integration.archive import put_in_force
from plone import api
from zope.component import getUtilitiesFor

from katrineholm.socialhub.accounts.channels import post_acts, retention
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.retention import disposal_storage, retention_log
from katrineholm.socialhub.archive.retention.disposal_forms import (
    propose_disposal,
    withdraw_proposal,
)
from katrineholm.socialhub.archive.retention.retention_check import retention_fault
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.inbox.steps.interfaces import ILane

BY = {"by": "mallory", "when": 9, "decision": "x", "proposed": "bosse"}


@pytest.fixture
def disposal(old, confirmed, carry_out):
    """The stored proposal of a disposal that has been carried out."""
    name = confirmed("hidden")
    carry_out()
    assert retention_fault(old.hub) == ""
    assert log_errors(old.hub) == []
    return disposal_storage.find_proposal(old.hub, name)


def log_errors(hub):
    lanes = {name: lane(hub) for name, lane in getUtilitiesFor(ILane)}
    return [each.what for each in record_faults(messages_of(hub).root, lanes=lanes)]


def _rule(old, **changes):
    rules, rule = (
        retention.BOOK.writable(old.hub)["rules"],
        retention.stored_rule(old.hub, "hidden"),
    )
    rules["hidden"] = astuple(replace(rule, **changes))[1:]


def _new_proposal(old, **values):
    now = {"kind": "entry", "decision": "x", "before": 9, "proposed": ("bosse", 9), **values}
    name = disposal_storage.add_proposal(old.hub, now, [old.ids["entry"]])
    disposal_storage.find_proposal(old.hub, name)["state"] = disposal_storage.CONFIRMED


def _snapshot(old):
    with api.env.adopt_user("bosse"):
        snapshot = take_snapshot(old.channel, now=1_790_000_000)
    snapshots.delete_file(old.hub, old.channel.UID(), snapshot.id, BY)


def _lines(old):
    return retention_log.hub_storage.stored_data(old.hub, retention_log.KEY)


def _rules_of_one(old):
    """Confirm, in a line of its own, a rule that the same person has proposed."""
    rule = replace(retention.stored_rule(old.hub, "hidden"), by="evelina")
    retention.store_rule(old.hub, rule)
    facts = retention_log.rule_facts(rule)
    for act in ("propose", "confirm"):
        retention_log.add_line(old.hub, act, "hidden", facts, who="evelina", now=9)


TAMPERED = {
    "a shorter rule": lambda old, done: _rule(old, days=30),
    "a rule out of force": lambda old, done: _rule(old, is_active=False),
    "another confirmed the rule": lambda old, done: _rule(old, confirmed_by="mallory"),
    "a rule that nobody decided": lambda old, done: retention.store_rule(
        old.hub, retention.RetentionRule("entry", 30, "x", True, "a", 1, "b", 1)
    ),
    "a rule is gone": lambda old, done: retention.BOOK.writable(old.hub)["rules"].clear(),
    "a rule by one": lambda old, done: _rules_of_one(old),
    "a rule is put among the proposed": lambda old, done: retention.store_proposed_rule(
        old.hub, retention.RetentionRule("entry", 30, "x", True, "bosse", 9)
    ),
    "another decision": lambda old, done: done.update(decision="Annat"),
    "another proposed it": lambda old, done: done.update(proposed=("eva", 1)),
    "another confirmed it": lambda old, done: done.update(confirmed=("eva", 1)),
    "one item more": lambda old, done: done["items"].update({"x": ("gone", (), 1)}),
    "one item less": lambda old, done: done["items"].clear(),
    "it is open again": lambda old, done: done.pop("confirmed"),
    "a disposal is gone": lambda old, done: disposal_storage.hub_storage.stored_data(
        old.hub, disposal_storage.KEY
    ).clear(),
    "a proposal that nobody made": lambda old, done: _new_proposal(old),
    "one that one person confirmed": lambda old, done: _new_proposal(old, confirmed=("bosse", 9)),
    "a post without a proposal": lambda old, done: post_acts.note_act(
        old.hub, "dispose", [old.ids["entry"]], now=9, who="evelina", why="DHP 2.1"
    ),
    "a version without a proposal": lambda old, done: post_acts.note_act(
        old.hub, "forget", [old.ids["version"]], now=9, who="evelina", why="DHP 2.1"
    ),
    "a snapshot without a proposal": lambda old, done: _snapshot(old),
    "the log is gone": lambda old, done: _lines(old).clear(),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_is_changed_in_the_database_is_noticed(old, disposal, how):
    TAMPERED[how](old, disposal)
    assert retention_fault(old.hub) != ""


@pytest.mark.parametrize("part", range(5))
def test_a_line_that_is_changed_is_noticed_by_the_hubs_log(old, disposal, part):
    number = _lines(old).maxKey()
    line = [*_lines(old)[number]]
    line[part] = line[part] + (1 if part == 0 else "x")
    _lines(old)[number] = tuple(line)
    assert log_errors(old.hub) == [retention_log.LANE]


def test_what_is_proposed_and_taken_back_is_no_error(old, in_force):
    in_force("hidden")
    with api.env.adopt_user("bosse"):
        name = propose_disposal(old.hub, "hidden", [old.ids["hidden"]], "")
        assert retention_fault(old.hub) == ""
        withdraw_proposal(old.hub, name)
    assert retention_fault(old.hub) == ""


def test_a_rule_that_is_made_anew_by_two_is_no_error(old, disposal):
    put_in_force(old.hub, "hidden", 400, "DHP 3", first="evelina", second="bosse")
    assert retention_fault(old.hub) == ""


def test_a_hub_without_rules_is_whole(old):
    assert retention_fault(old.hub) == ""


def test_a_hub_that_has_not_been_upgraded_says_so(old):
    retention.store_rule(old.hub, retention.RetentionRule("entry", 400, "DHP 1", True, "eva", 1))
    assert "upgrade" in retention_fault(old.hub)
