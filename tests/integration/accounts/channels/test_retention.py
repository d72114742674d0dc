"""The rules of retention of a hub, and what the public is told of them."""

from plone import api

from katrineholm.socialhub.accounts.channels import retention
from katrineholm.socialhub.accounts.channels.retention import Rule


def test_a_rule_that_nobody_has_written_is_an_example(hub):
    found = retention.rules(hub)
    assert [*found] == [*retention.KINDS]
    assert not any(each.is_active for each in found.values())
    assert [*retention.told(hub)] == []


def test_what_is_in_force_is_told_and_what_was_stays(hub):
    retention.write(hub, Rule("entry", 400, "DHP 1", True, "eva", 1))
    retention.write(hub, Rule("entry", 500, "DHP 2", True, "eva", 2))
    [told] = map(api.portal.translate, retention.told(hub))
    assert told == "Inlägg: 500 dagar efter att de publicerades (DHP 2)."
    assert [each.days for each in retention.past(hub)] == [500, 400]


def test_the_period_of_messages_is_the_settings(hub):
    retention.write(hub, Rule("message", 400, "DHP 1", True, "eva", 1))
    name = "katrineholm.socialhub.keep_messages"
    assert api.portal.get_registry_record(name) == 400
    api.portal.set_registry_record(name, 600)
    assert retention.rules(hub)["message"].days == 600
