"""Reminders are ordered once a day."""

from argparse import Namespace
from threading import Event

import transaction

from katrineholm.socialhub.console.main import commands


def ordered(site, name):
    return commands()[name].run(site, Namespace(), Event())


def test_reminders_are_ordered_once_a_day(receive, functional_portal, caplog):
    receive()
    caplog.set_level("INFO")
    assert [ordered(functional_portal, "remind") for _ in range(2)] == [0, 0]
    transaction.begin()
    assert "/plone/hub: 0 reminders" in caplog.text
