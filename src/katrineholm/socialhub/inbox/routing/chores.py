"""The worker's chore for messages assigned to the wrong person."""

from collections.abc import Iterable

import transaction
from plone.dexterity.content import Container

from ... import MINUTE, _
from ...accounts.channels.hub import hubs
from ...accounts.lifecycle.letters import said
from ...core.messages import shelves
from ...core.messages.shelves import HUB, KINDS, OPEN, channel_shelf
from ...core.messages.store import messages_of
from ...refresh.chores import Chore
from ...refresh.faults import attempt, path_of, write_together
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from ..reminders.deadlines import in_working_hours
from ..reminders.letters import tell_gathered, tell_sent_back
from .routing import PASSING_ON, SYSTEM, give, is_gone, reroute


def tend(worker: Worker) -> None:
    """Reroute messages, take back those that nobody accepted, and send held-back mails."""
    transaction.begin()
    for hub in hubs():
        path = path_of(hub)
        attempt(worker, f"{path}/@@passed-on", _return_expired, worker, hub)
        attempt(worker, f"{path}/@@rerouted", _reroute_channels, worker, hub)
        attempt(worker, f"{path}/@@gathered", worker.write, tell_gathered, hub, worker.now())
        worker.beat()


def send_back(hub: Container, now: int, numbers: Iterable[int] | None = None) -> list[int]:
    """Return forwarded messages that were not accepted in time (T5).

    Only ``numbers`` are examined, if given. Return the numbers of the returned messages.
    """
    messages, back = messages_of(hub), []
    for number in _forwarded_numbers(hub) if numbers is None else numbers:
        if reason := _return_reason(messages, number, now):
            given = {"reason": said(reason)}
            messages.take(number, "decline", who="", roles=SYSTEM, given=given, now=now)
            give(hub, number, now=now)
            tell_sent_back(hub, number, given["reason"])
            back.append(number)
    return back


def _forwarded_numbers(hub) -> list[int]:
    return list(shelves.numbers(messages_of(hub).root, [HUB], ["forwarded"], KINDS))


def _return_expired(worker, hub):
    path, now = path_of(hub), worker.now()
    numbers = {f"{path}/@@messages/{number}": number for number in _forwarded_numbers(hub)}
    write_together(worker, numbers, lambda found: send_back(hub, now, found))


def _reroute_channels(worker, hub):
    """Reroute all channels at once, so that a person gets one mail; else one by one."""
    messages, path, now = messages_of(hub), path_of(hub), worker.now()
    uids = {messages[n]["channel"] for n in shelves.numbers(messages.root, [HUB], OPEN, KINDS)}
    found = {f"{path}/{uid}": channel_shelf(uid) for uid in sorted(uids)}
    write_together(worker, found, lambda on: reroute(hub, on=on, now=now))


def _return_reason(messages, number, now):
    if is_gone(messages[number]["who"]):
        return _("Whoever was to take it over has no account any more.")
    since = [line["time"] for line in messages.log(number) if line["step"] in PASSING_ON][-1]
    if in_working_hours(since, setting("forward_within")) < now:
        return _("Nobody took it over in time.")
    return None


TENDING = Chore(5 * MINUTE, tend)
