"""Whoever asks for one channel does not go through all of them, however many a hub has."""

import sys
from datetime import date

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.content import captured_content
from katrineholm.socialhub.core.messages.store import IncomingMessage
from katrineholm.socialhub.inbox.desk.visibility import message_number
from katrineholm.socialhub.inbox.oversight.rounds import missed_days
from katrineholm.socialhub.inbox.steps.mails import channel_title
from katrineholm.socialhub.inbox.steps.routing import receive_messages
from katrineholm.socialhub.public.listings.stream import visible_entry

NOW = 1_790_000_000
ASKING = {
    "channel_title": lambda one: channel_title(one["hub"], one["uid"]),
    "number_in": lambda one: message_number(one["hub"], one["channel"], str(one["number"])),
    "entry_at": lambda one: visible_entry(one["hub"], one["entry"]),
    "missed": lambda one: missed_days(one["hub"], one["uid"], date(2026, 1, 1)),
}


@pytest.fixture
def one(make_functional_channel, keep):
    """A channel with an entry and a message."""
    channel = make_functional_channel("first", official_since=date(2025, 12, 31))
    hub = api.portal.get().hub
    incoming = IncomingMessage("a", channel.UID(), captured_content("Hej", how="rest", at=NOW))
    [number] = receive_messages(hub, [incoming], now=NOW)
    found = {"hub": hub, "channel": channel, "uid": channel.UID(), "number": number}
    found["entry"] = keep(channel)
    transaction.commit()
    return found


def steps(function, *given):
    """How many steps the interpreter takes for a call that it has done before."""
    function(*given)
    taken = [0]

    def trace(frame, event, _arg):
        frame.f_trace_opcodes = True
        taken[0] += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    function(*given)
    sys.settrace(before)
    return taken[0]


@pytest.mark.parametrize("name", ASKING)
def test_more_channels_cost_nothing_more(one, make_functional_channel, name):
    few = steps(ASKING[name], one)
    for _number in range(8):
        make_functional_channel()
    assert steps(ASKING[name], one) == few
