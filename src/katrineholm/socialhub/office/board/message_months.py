"""The counts of messages by the month of their arrival, which the worker keeps up to date.

A month is counted again only if one of its messages has changed or is overdue since the last time,
and a page reads plain data, however many messages there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from BTrees.IOBTree import IOBTree
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container

from ... import HOUR, PACKAGE_NAME
from ...accounts.channels import hub_storage
from ...core.messages import ledger
from ...core.messages.message_lists import HUB, KINDS, listed_numbers
from ...core.messages.response_time import first_response
from ...core.messages.state import REMOVED, UNANSWERED
from ...core.messages.store import Messages, messages_of
from ...core.timeline.months import month_number, month_start
from ...refresh.chores import Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker

KEY = f"{PACKAGE_NAME}.message_months"
BOOK = hub_storage.HubStorage(KEY, {"months": IOBTree, "counted": PersistentMapping})


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """The counts of some messages; ``late`` are those that wait for an answer past the deadline.

    ``comments`` are those that were public on the municipality's pages, ``removed`` those of them
    that are taken down. Of messages that have been disposed of no answers are known.
    """

    messages: int = 0
    comments: int = 0
    answered: int = 0
    in_time: int = 0
    late: int = 0
    removed: int = 0


def total_counts(found: Iterable[MessageCounts]) -> MessageCounts:
    """Return the sums of counts."""
    return MessageCounts(*map(sum, zip(*map(astuple, found), strict=True)))


def stored_months(hub: Container) -> dict[int, Mapping[str, MessageCounts]] | None:
    """Return the counts by month and channel (UID), or None if there are messages not yet counted.

    Months without messages are left out.
    """
    book = BOOK.read(hub)
    if not book["counted"]:
        return None if len(messages_of(hub)) else {}
    return {
        month: {channel: MessageCounts(*numbers) for channel, *numbers in rows}
        for month, rows in book["months"].items()
    }


def update_months(worker: Worker) -> None:
    """Count the messages of each hub's months that have changed."""
    visit_hubs(worker, _update_hub)


def _update_hub(worker, hub):
    messages, now = messages_of(hub), worker.now()
    lines, due = ledger.chain_head(messages.root).count, _due_months(hub, messages, now)
    for month in due:
        worker.write(_store_month, hub, month, _month_counts(messages, month, now))
        hub._p_jar.cacheGC()
        worker.beat()
    if due:
        worker.write(_store_counted, hub, {"lines": lines, "at": now})


def _due_months(hub, messages, now) -> Sequence[int]:
    """Return the months with messages that have changed or become late, or else with any."""
    counted = BOOK.read(hub)["counted"]
    if not counted:
        return range(month_number(_arrival(messages, 0)), month_number(now) + 1) if messages else ()
    lanes = ledger.lanes_since(messages.root, counted["lines"])
    changed = {number for lane in lanes if (number := ledger.message_number(lane)) is not None}
    late = listed_numbers(messages.root, [HUB], UNANSWERED, KINDS, now, counted["at"])
    return sorted({month_number(_arrival(messages, number)) for number in changed.union(late)})


def _arrival(messages, number):
    """Return the time at which the message with this number, or the next one, arrived."""
    kept = messages.root["messages"]
    return kept[kept.minKey(number)]["log"][0]["time"]


def _month_counts(messages: Messages, month: int, now: int) -> list[tuple]:
    first, end = (messages.first_since(month_start(each)) for each in (month, month + 1))
    found: dict[str, list[MessageCounts]] = {}
    for message in messages.root["messages"].values(first, end, excludemax=True):
        found.setdefault(message["channel"], []).append(_message_counts(message, now))
    return [(channel, *astuple(total_counts(each))) for channel, each in sorted(found.items())]


def _message_counts(message, now):
    state, answer = message["state"], first_response([*message["log"].values()], ("answer",))
    is_late = not answer and state["handling"] in UNANSWERED and message["order"] < now
    return MessageCounts(
        messages=1,
        comments=int(not state["is_direct"] and state["publication"] != "elsewhere"),
        answered=int(answer is not None),
        in_time=int(answer is not None and answer.in_time),
        late=int(is_late),
        removed=int(not state["is_direct"] and state["publication"] in REMOVED),
    )


def _store_month(hub, month, rows):
    BOOK.writable(hub)["months"][month] = tuple(rows)


def _store_counted(hub, counted):
    BOOK.writable(hub)["counted"].update(counted)


MONTHS_CHORE = Chore(HOUR, update_months)
