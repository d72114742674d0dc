"""The rules of retention of a hub, and what the public is told of them."""

from plone import api

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.accounts.channels.retention import RetentionRule


def test_a_rule_that_nobody_has_written_is_an_example(hub):
    found = retention.retention_rules(hub)
    assert [*found] == [*retention.KINDS]
    assert not any(each.is_active for each in found.values())
    assert [*retention.public_periods(hub)] == []


def test_what_is_in_force_is_told_and_what_was_stays(hub):
    retention.store_rule(hub, RetentionRule("entry", 400, "DHP 1", True, "eva", 1))
    retention.store_rule(hub, RetentionRule("entry", 500, "DHP 2", True, "eva", 2))
    [told] = map(api.portal.translate, retention.public_periods(hub))
    assert told == "Inlägg: 500 dagar efter att de publicerades (DHP 2)."
    assert [each.days for each in retention.rule_log(hub)] == [500, 400]


def test_the_period_of_messages_is_the_settings(hub):
    retention.store_rule(hub, RetentionRule("message", 400, "DHP 1", True, "eva", 1))
    name = "katrineholm.socialhub.keep_messages"
    retention.store_rule(hub, RetentionRule("entry", 500, "DHP 1", True, "eva", 1))
    assert api.portal.get_registry_record(name) == 400
    api.portal.set_registry_record(name, 600)
    assert retention.retention_rules(hub)["message"].days == 600
