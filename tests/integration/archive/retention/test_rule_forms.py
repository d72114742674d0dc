"""A rule is in force when a second archivist has confirmed it, and the log tells of both."""

import pytest
from plone import api

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.archive.retention import retention_log
from katrineholm.socialhub.archive.retention.retention_check import retention_fault
from katrineholm.socialhub.archive.retention.rule_forms import (
    confirm_rule,
    propose_rule,
    withdraw_rule,
)
from katrineholm.socialhub.site.pages.refusals import Refusal

SHORT = ("hidden", 30, "DHP 2.1", True)


@pytest.fixture
def proposed(old):
    """The time at which Bosse proposed a rule of thirty days."""
    with api.env.adopt_user("bosse"):
        propose_rule(old.hub, *SHORT)
    return retention.proposed_rules(old.hub)["hidden"].when


def refused(who, do, *given):
    with api.env.adopt_user(who), pytest.raises(Refusal) as refusal:
        do(*given)
    return api.portal.translate(refusal.value.sentence)


def is_active(hub):
    return retention.retention_rules(hub)["hidden"].is_active


def test_a_proposed_rule_is_not_in_force(old, proposed):
    assert not is_active(old.hub)
    assert [*retention.public_periods(old.hub)] == []
    assert "någon annan" in refused("bosse", confirm_rule, old.hub, "hidden", proposed)
    assert not is_active(old.hub)


@pytest.mark.parametrize("values", [(40, True), (30, False)], ids=["longer", "removed"])
def test_another_puts_it_in_force_and_each_change_needs_two_again(old, proposed, values):
    with api.env.adopt_user("evelina"):
        confirm_rule(old.hub, "hidden", proposed)
        rule = retention.retention_rules(old.hub)["hidden"]
        assert (rule.days, rule.by, rule.confirmed_by) == (30, "bosse", "evelina")
        days, active = values
        propose_rule(old.hub, "hidden", days, "DHP 3", active)
    assert retention.retention_rules(old.hub)["hidden"] == rule
    assert retention_fault(old.hub) == ""


@pytest.mark.parametrize("who", ["bosse", "evelina"])
def test_it_is_taken_back_by_its_maker_or_another(old, proposed, who):
    with api.env.adopt_user(who):
        withdraw_rule(old.hub, "hidden", proposed)
    assert retention.proposed_rules(old.hub) == {}
    assert "Ingen sådan regel" in refused("evelina", confirm_rule, old.hub, "hidden", proposed)
    acts = [(each.act, each.who) for each in retention_log.log_lines(old.hub)]
    assert acts == [("propose", "bosse"), ("withdraw", who)]
    assert retention_fault(old.hub) == ""


def test_what_has_been_seen_is_what_is_confirmed(old, proposed):
    assert "Ingen sådan" in refused("evelina", confirm_rule, old.hub, "hidden", proposed - 1)


def test_another_rule_waits_its_turn_and_the_same_is_proposed_once(old, proposed):
    with api.env.adopt_user("evelina"):
        propose_rule(old.hub, *SHORT)
    assert retention.proposed_rules(old.hub)["hidden"].by == "bosse"
    assert "redan" in refused("evelina", propose_rule, old.hub, "hidden", 60, "DHP 2.1", True)


def test_the_log_has_what_was_proposed_and_confirmed(old, in_force):
    in_force("hidden")
    lines = [*retention_log.log_lines(old.hub)]
    assert [(each.act, each.subject, each.who) for each in lines] == [
        ("propose", "hidden", "bosse"),
        ("confirm", "hidden", "evelina"),
    ]
    assert [each.facts["days"] for each in lines] == [365, 365]
