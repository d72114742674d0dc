"""The history of a hub's channels: an append-only log of who did what and when (row A20).

The lines of a deleted channel remain, as they are public records. Each line is a tuple with its own
key, so that concurrent writes about two channels are merged.
"""

from collections.abc import Iterable, Iterator
from time import time_ns
from typing import Any

from Acquisition import aq_base, aq_chain
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from plone import api

from ...core.messages.verification import Lane
from . import hub_storage
from .facts import facts_of
from .hub import hub_of
from .hub_storage import GREATEST_KEY, append_line, lane_of, new_key
from .indexers import channel_metadata
from .internal_facts import current_internal_facts

KEY, LANE = "katrineholm.socialhub.history", "channels"
BOOK = hub_storage.HubStorage(KEY, {"lines": LOBTree, "channels": OOTreeSet, "latest": OOBTree})
LINE = ("time", "who", "uid", "path", "title", "state", "step", "comment", "changes")
# Personal names among the changes, shown only to users who may see duties.
PERSONAL_FIELDS = ("responsible", "substitute")
# The first three are in the lines of their steps; the account follows from its URL.
OMITTED_FIELDS = ("official_since", "closed_on", "link_only_reason", "account")


def channel_lines(channel: Any) -> list[dict]:
    """Return the history of a channel, newest line first, as dicts with the keys in ``LINE``."""
    return list(_lines_of(BOOK.read(hub_of(channel)), channel.UID()))


def hub_lines(hub: Any) -> Iterator[dict]:
    """Return the history of a hub, newest line first, as dicts with the keys in ``LINE``."""
    lines = BOOK.read(hub)["lines"]
    return (_line_values(lines[number]) for number in _keys_from_last(lines))


def numbered_lines(hub: Any, number: int | None = None) -> Iterator[tuple[int, dict]]:
    """Yield all lines of a hub's history with their numbers, oldest first, or only one of them."""
    lines = BOOK.read(hub)["lines"].items(number, number)
    return ((each, _line_values(line)) for each, line in lines)


def latest_lines(hub: Any, uids: Iterable[str], step: str) -> dict[str, dict]:
    """Return each channel's latest history line about a step, keyed by UID, if it has one."""
    log = BOOK.read(hub)
    found = {
        uid: next((line for line in _lines_of(log, uid) if line["step"] == step), None)
        for uid in uids
    }
    return {uid: line for uid, line in found.items() if line}


def note_step(channel: Any, event: Any) -> None:
    """Record a step of the lifecycle in the channel's history."""
    if event.transition is not None:
        note_event(
            channel, step=event.transition.getId(), comment=event.kwargs.get("comment") or ""
        )
        _store_facts(channel)


def note_new_channel(channel: Any, event: Any) -> None:
    """Record in the history that a channel has been added."""
    if hub_of(channel) is not None:
        note_event(channel, step="add")
        _store_facts(channel)


def note_changes(channel: Any, event: Any) -> None:
    """Record in the history which facts of an edited channel have changed."""
    if (hub := hub_of(channel)) is None:
        return
    after = _current_facts(channel)
    # A channel from before the log existed is followed from now on.
    before = BOOK.writable(hub)["latest"].get(channel.UID(), after)
    changes = tuple(
        (name, before.get(name), after[name]) for name in after if before.get(name) != after[name]
    )
    if changes:
        note_event(channel, changes=changes)
    if changes or before is after:
        _store_facts(channel)


def note_move(channel: Any, event: Any) -> None:
    """Record in the history that a channel was moved to another administration or renamed."""
    if event.oldParent is None or event.newParent is None or hub_of(channel) is None:
        return
    if aq_base(event.object) is not aq_base(channel):
        return
    if aq_base(event.oldParent) is not aq_base(event.newParent):
        change = ("administration", event.oldParent.title, event.newParent.title)
        note_event(channel, step="move", changes=(change,))
    else:
        note_event(channel, step="rename", changes=(("id", event.oldName, event.newName),))


def note_removal(channel: Any, event: Any) -> None:
    """Record in the history that a channel is being deleted, unless its hub is deleted, too."""
    if event.newParent is not None or (hub := hub_of(channel)) is None:
        return
    if not any(aq_base(event.object) is aq_base(each) for each in aq_chain(hub)):
        note_event(channel, step="remove")


def note_event(
    channel: Any, step: str = "", comment: str = "", changes: Iterable[tuple] = ()
) -> None:
    """Append a line to a channel's history. ``changes`` are tuples (field, before, after)."""
    facts, now = facts_of(channel), time_ns()
    log = BOOK.writable(hub_of(channel))
    number, who = new_key(log["lines"], now), api.user.get_current().getId() or ""
    channel_now = facts.uid, facts.path, facts.title, facts.state
    line = (now // 1_000_000_000, who, *channel_now, step, comment, changes)
    append_line(hub_of(channel), LANE, log["lines"], number, line)
    log["channels"].insert((facts.uid, number))


def log_lane(hub: Any) -> Lane:
    """Return the history of a hub as a lane of the hub-wide log."""
    return lane_of(BOOK.read(hub)["lines"])


def _line_values(kept):
    return dict(zip(LINE, kept, strict=True))


def _lines_of(log, uid):
    numbers = [number for _uid, number in log["channels"].keys((uid,), (uid, GREATEST_KEY))]
    return (_line_values(log["lines"][number]) for number in reversed(numbers))


def _keys_from_last(lines):
    """Yield the keys from the last one on, as a tree is slow to iterate in reverse."""
    number = GREATEST_KEY
    while lines and number >= lines.minKey():
        number = lines.maxKey(number)
        yield number
        number -= 1


def _store_facts(channel):
    """Store the current facts in a separate object, as they cannot always be merged."""
    latest = BOOK.writable(hub_of(channel))["latest"]
    latest.setdefault(channel.UID(), PersistentMapping()).update(_current_facts(channel))


def _current_facts(channel):
    facts = {"title": channel.title, "description": channel.description}
    facts |= channel_metadata(channel) | current_internal_facts(channel)
    facts |= {name: getattr(channel, name) or "" for name in PERSONAL_FIELDS}
    facts["also_known_as"] = tuple(channel.also_known_as or ())
    return {name: value for name, value in facts.items() if name not in OMITTED_FIELDS}
