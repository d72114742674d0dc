"""What the worker does with messages that wait for the wrong person."""

from functools import partial

import transaction

from ... import MINUTE, _
from ...accounts.channels.hub import hubs
from ...accounts.lifecycle.letters import said
from ...core.messages import shelves
from ...core.messages.shelves import KINDS
from ...core.messages.store import messages_of
from ...refresh.chores import Chore
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from ..reminders.deadlines import in_working_hours
from ..reminders.letters import tell_gathered, tell_sent_back
from .routing import PASSING_ON, SYSTEM, give, is_gone, reroute


def tend(worker: Worker) -> None:
    """Move messages to whoever answers today, and take back what nobody has taken over.

    What arrived in great numbers is told of, too.
    """
    transaction.begin()
    for hub in hubs():
        worker.write(send_back, hub, worker.now())
        worker.write(partial(reroute, now=worker.now()), hub)
        worker.write(tell_gathered, hub, worker.now())
        worker.beat()


def send_back(hub, now: int) -> list[int]:
    """Give back what was passed on to somebody who has not taken it over in time (T5)."""
    messages, back = messages_of(hub), []
    for number in list(shelves.numbers(messages.root, [shelves.HUB], ["forwarded"], KINDS)):
        if reason := _why_back(messages, number, now):
            given = {"reason": said(reason)}
            messages.take(number, "decline", who="", roles=SYSTEM, given=given, now=now)
            give(hub, number, now=now)
            tell_sent_back(hub, number, given["reason"])
            back.append(number)
    return back


def _why_back(messages, number, now):
    if is_gone(messages[number]["who"]):
        return _("Whoever was to take it over has no account any more.")
    since = [line["time"] for line in messages.log(number) if line["step"] in PASSING_ON][-1]
    if in_working_hours(since, setting("forward_within")) < now:
        return _("Nobody took it over in time.")
    return None


TENDING = Chore(5 * MINUTE, tend)
