"""The command that makes the index anew."""

from argparse import Namespace
from threading import Event

import transaction

from katrineholm.socialhub.console.main import commands
from katrineholm.socialhub.core.messages.store import messages_of


def ordered(site, stop):
    return commands()["index"].run(site, Namespace(only="messages"), stop)


def test_the_index_is_made_anew_and_told(receive, hub, functional_portal, caplog):
    receive("Ett"), receive("Två")
    caplog.set_level("INFO")
    assert ordered(functional_portal, Event()) == 0
    assert "/plone/hub: 2 messages indexed" in caplog.text
    transaction.begin()
    before = messages_of(hub).root["search"]
    stop = Event()
    stop.set()
    assert ordered(functional_portal, stop) == 0
    assert "/plone/hub: stopped; the index of messages is as it was" in caplog.text
    transaction.begin()
    assert messages_of(hub).root["search"] is before
