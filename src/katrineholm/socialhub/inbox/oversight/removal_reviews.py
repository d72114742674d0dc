"""The dates of removals, and removals that await a review (feature G26).

A hub stores two BTrees: ``taken`` of (channel, time, number), and ``unreviewed`` of (channel,
number), so that neither a count nor a list reads other messages.
"""

from collections.abc import Iterable, Iterator

from BTrees.OOBTree import OOTreeSet
from plone.dexterity.content import Container

from ... import _
from ...accounts.channels import hub_storage
from ...core.messages.engine import Refused
from ...core.messages.guards import GUARDS
from ...core.messages.message_lists import NEVER
from ...core.messages.store import TAKEDOWN_STEPS, messages_of
from ...core.messages.verification import DerivedData
from ..steps.interfaces import IStepTaken
from ..steps.roles import current_actor, handled_channels, hub_roles, message_roles
from ..steps.second_person import is_current_person
from ..steps.site_knowledge import latest_removal_line
from ..steps.steps import take_step
from ..steps.validation import cleaned_text

KEY = "katrineholm.socialhub.removals"
BOOK = hub_storage.HubStorage(KEY, {"taken": OOTreeSet, "unreviewed": OOTreeSet})
LOG_STEP = "review"  # of a message's log
END_STEPS = ("restore", "dispose")  # with which there is nothing left to review


def record_removal(taken: IStepTaken) -> None:
    """Record a removal; end its review if the message is restored or erased, see IStepTaken."""
    if taken.step in TAKEDOWN_STEPS:
        channel, root = _channel(taken.hub, taken.number), BOOK.writable(taken.hub)
        moment = latest_removal_line(taken.hub, taken.number)["time"]
        root["taken"].insert((channel, moment, taken.number))
        root["unreviewed"].insert((channel, taken.number))
    elif taken.step in END_STEPS:
        close_review(taken.hub, taken.number)


def removal_count(hub: Container, channel: str, moment: int) -> int:
    """Return how many of a channel's messages were removed since a time, also if restored."""
    found = BOOK.read(hub)["taken"].keys((channel, moment, 0), (channel, NEVER, 0))
    return len({number for *_place, number in found})


def unreviewed_numbers(hub: Container, channels: Iterable[str] | None = None) -> list[int]:
    """Return the removed messages without a review, in all channels or in the given ones."""
    places = BOOK.read(hub)["unreviewed"]
    if channels is None:
        return sorted(number for _channel, number in places)
    rows = (places.keys((uid, 0), (uid, NEVER)) for uid in channels)
    return sorted(number for row in rows for _channel, number in row)


def is_to_review(hub: Container, number: int) -> bool:
    """Return whether the removal of a message awaits a review."""
    return (_channel(hub, number), number) in BOOK.read(hub)["unreviewed"]


def close_review(hub: Container, number: int) -> None:
    """Take a message off the list of removals that await a review."""
    if is_to_review(hub, number):
        BOOK.read(hub)["unreviewed"].remove((_channel(hub, number), number))


def replayed_removals(hub: Container) -> DerivedData:
    """Return the removals as derived from the messages' logs, see IReplayedBook."""
    root = BOOK.read(hub)
    return DerivedData(
        "removals",
        lambda number, lines: _expected_entries(_channel(hub, number), number, lines),
        lambda each: each[1:] in root[each[0]],
        lambda: len(root["taken"]) + len(root["unreviewed"]),
    )


def _expected_entries(channel, number, lines):
    found, is_waiting = set(), False
    for line in lines:
        if line["step"] in TAKEDOWN_STEPS:
            found.add(("taken", channel, line["time"], number))
            is_waiting = True
        elif line["step"] in (*END_STEPS, LOG_STEP):
            is_waiting = False
    return [*found, *([("unreviewed", channel, number)] if is_waiting else [])]


def _channel(hub, number):
    return messages_of(hub)[number]["channel"]


def reviewable_numbers(hub: Container) -> Iterator[int]:
    """Yield the removed messages that the current user may review, the earliest first."""
    channels = None if "office" in hub_roles(hub) else handled_channels(hub)
    waiting = unreviewed_numbers(hub, channels)
    found = (number for number in waiting if not is_own_removal(hub, number))
    return (number for number in found if message_roles(hub, messages_of(hub)[number]))


def is_own_removal(hub: Container, number: int) -> bool:
    """Return whether the current user made the latest removal of a message."""
    taken = latest_removal_line(hub, number)
    return taken is not None and is_current_person(taken["who"])


def review_removal(hub: Container, number: int, *, stands: bool, reason: str, now: int) -> None:
    """Confirm a removal with a reason, or restore the message.

    A deleted message cannot be restored; its log records that the deletion was wrong. Raise
    engine.Refused before anything is written. The caller has to check the user's role.
    """
    reason = cleaned_text(reason)
    if not is_to_review(hub, number):
        raise Refused("state", _("This message waits for no review."))
    if is_own_removal(hub, number):
        raise Refused("another-person", _("Somebody else than whoever took it down reviews it."))
    if not reason:
        raise Refused("reason", GUARDS["reason"].refusal)
    if not stands and messages_of(hub).state(number).publication == "unpublished":
        take_step(hub, number, "restore", {"reason": reason}, now=now)
    given = {"stands": stands, "reason": reason}
    messages_of(hub).record(number, LOG_STEP, given, who=current_actor(), now=now)
    close_review(hub, number)
