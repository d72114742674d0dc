"""The worker's chore that reassigns messages if they are assigned to the wrong person."""

from collections.abc import Iterable

import transaction
from plone.dexterity.content import Container

from ... import MINUTE, _
from ...accounts.channels.hub import all_hubs
from ...accounts.channels.mail_texts import mail_sentence
from ...core.messages import message_lists
from ...core.messages.message_lists import HUB, KINDS, OPEN, channel_list
from ...core.messages.store import messages_of
from ...refresh.chores import Chore
from ...refresh.faults import attempt, item_path, write_batch
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from .deadlines import working_hours_later
from .mails import notify_return, send_held_back
from .routing import FORWARD_STEPS, SYSTEM_ROLES, assign_message, is_deleted_user, reroute_messages


def update_routing(worker: Worker) -> None:
    """Return messages that nobody accepted, reassign others, and send held-back mails."""
    transaction.begin()
    for hub in all_hubs():
        path = item_path(hub)
        attempt(worker, f"{path}/@@passed-on", _return_expired, worker, hub)
        attempt(worker, f"{path}/@@rerouted", _reroute_channels, worker, hub)
        attempt(worker, f"{path}/@@gathered", worker.write, send_held_back, hub, worker.now())
        worker.beat()


def return_overdue(hub: Container, now: int, numbers: Iterable[int] | None = None) -> list[int]:
    """Send back forwarded messages that were not accepted in time (T5); return their numbers."""
    messages, back = messages_of(hub), []
    for number in _forwarded_numbers(hub) if numbers is None else numbers:
        if reason := _return_reason(messages, number, now):
            given = {"reason": mail_sentence(reason)}
            messages.take(number, "decline", who="", roles=SYSTEM_ROLES, given=given, now=now)
            assign_message(hub, number, now=now)
            notify_return(hub, number, given["reason"])
            back.append(number)
    return back


def _forwarded_numbers(hub) -> list[int]:
    return list(message_lists.listed_numbers(messages_of(hub).root, [HUB], ["forwarded"], KINDS))


def _return_expired(worker, hub):
    path, now = item_path(hub), worker.now()
    numbers = {f"{path}/@@messages/{number}": number for number in _forwarded_numbers(hub)}
    write_batch(worker, numbers, lambda found: return_overdue(hub, now, found))


def _reroute_channels(worker, hub):
    """Reroute all channels at once, so that a person gets one mail; else one by one."""
    messages, path, now = messages_of(hub), item_path(hub), worker.now()
    uids = {
        messages[n]["channel"]
        for n in message_lists.listed_numbers(messages.root, [HUB], OPEN, KINDS)
    }
    found = {f"{path}/{uid}": channel_list(uid) for uid in sorted(uids)}
    write_batch(worker, found, lambda on: reroute_messages(hub, on=on, now=now))


def _return_reason(messages, number, now):
    if is_deleted_user(messages[number]["who"]):
        return _("Whoever was to take it over has no account any more.")
    since = [line["time"] for line in messages.log(number) if line["step"] in FORWARD_STEPS][-1]
    if working_hours_later(since, setting("forward_within")) < now:
        return _("Nobody took it over in time.")
    return None


ROUTING_CHORE = Chore(5 * MINUTE, update_routing)
