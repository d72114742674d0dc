"""Who did what to which channel and when: a log for each hub that only grows (row A20).

A channel that is taken away leaves its lines behind: they are public records. What two
connections write of two channels is merged: a line is a tuple, at a place that is its own.
"""

from collections.abc import Iterable, Iterator
from random import getrandbits
from time import time_ns

from Acquisition import aq_base, aq_chain
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from plone import api

from ...core.messages.sealing import fingerprint
from ...core.messages.store import messages_of
from ...core.messages.verifying import Lane
from . import books
from .facts import facts_of
from .hub import hub_of
from .internal import recorded_internal
from .recorded import recorded_channel

KEY, LANE = "katrineholm.socialhub.history", "channels"
BOOK = books.Book(KEY, {"lines": LOBTree, "channels": OOTreeSet, "latest": OOBTree})
LAST = 2**63 - 1  # the greatest number that a tree of this kind can hold
LINE = ("time", "who", "uid", "path", "title", "state", "step", "comment", "changes")
# What is followed; the names of people are shown to those who may see duties only.
PRIVATE = ("responsible", "substitute")
# Their steps tell of the first three; the account is told by its address.
LEFT_OUT = ("official_since", "closed_on", "link_only_reason", "account")


def of_channel(channel) -> list[dict]:
    """A channel's lines, the newest first: see ``_write`` for what they hold."""
    return list(_lines_of(BOOK.read(hub_of(channel)), channel.UID()))


def of_hub(hub) -> Iterator[dict]:
    """All lines of a hub, the newest first."""
    lines = BOOK.read(hub)["lines"]
    return (_line(lines[number]) for number in _downwards(lines))


def latest(hub, uids: Iterable[str], step: str) -> dict[str, dict]:
    """The latest line of a step for each of these channels of a hub that has taken it."""
    log = BOOK.read(hub)
    found = {
        uid: next((line for line in _lines_of(log, uid) if line["step"] == step), None)
        for uid in uids
    }
    return {uid: line for uid, line in found.items() if line}


def step_taken(channel, event) -> None:
    """A step of the lifecycle has been taken."""
    if event.transition is not None:
        _write(channel, step=event.transition.getId(), comment=event.kwargs.get("comment") or "")
        _remember(channel)


def added(channel, event) -> None:
    """A channel is new in a hub."""
    if hub_of(channel) is not None:
        _write(channel, step="add")
        _remember(channel)


def changed(channel, event) -> None:
    """A channel has been edited: note which facts are others now."""
    if (hub := hub_of(channel)) is None:
        return
    after = _followed(channel)
    # A channel from before the log was kept is followed from here on.
    before = BOOK.begun(hub)["latest"].get(channel.UID(), after)
    changes = tuple(
        (name, before.get(name), after[name]) for name in after if before.get(name) != after[name]
    )
    if changes:
        _write(channel, changes=changes)
    if changes or before is after:
        _remember(channel)


def moved(channel, event) -> None:
    """A channel has another administration, or another short name."""
    if event.oldParent is None or event.newParent is None or hub_of(channel) is None:
        return
    if aq_base(event.object) is not aq_base(channel):
        return
    if aq_base(event.oldParent) is not aq_base(event.newParent):
        change = ("administration", event.oldParent.title, event.newParent.title)
        _write(channel, step="move", changes=(change,))
    else:
        _write(channel, step="rename", changes=(("id", event.oldName, event.newName),))


def removed(channel, event) -> None:
    """A channel is about to be taken away for good; its lines stay, unless their hub goes, too."""
    if event.newParent is not None or (hub := hub_of(channel)) is None:
        return
    if not any(aq_base(event.object) is aq_base(each) for each in aq_chain(hub)):
        _write(channel, step="remove")


def note(channel, what: str, comment: str = "") -> None:
    """Something else that is to be remembered: a confirmation, a rule, an absence."""
    _write(channel, step=what, comment=comment)


def _write(channel, *, step="", comment="", changes=()):
    """``time`` in seconds since 1970; ``changes`` are (field, before, after)."""
    facts, now = facts_of(channel), time_ns()
    log = BOOK.begun(hub_of(channel))
    number = _number(log["lines"], now)
    line = (
        now // 1_000_000_000,
        api.user.get_current().getId() or "",
        facts.uid,
        facts.path,
        facts.title,
        facts.state,
        step,
        comment,
        changes,
    )
    log["lines"][number] = line
    messages_of(hub_of(channel)).note(LANE, number, {"time": line[0], "hash": _hash(line)})
    log["channels"].insert((facts.uid, number))


def lane(hub) -> Lane:
    """These lines, for the hub-wide log: see inbox.steps.interfaces.ILane."""
    lines = BOOK.read(hub)["lines"]
    return Lane(lambda at: _hash(lines[at]) if at in lines else None, lambda: len(lines))


def _hash(line):
    """Of tuples, texts and numbers all the way down: what they look like is what they are."""
    return fingerprint(repr(line).encode())


def _number(lines, now):
    """By the time, and by chance in what a clock does not tell apart; after all that is there."""
    number = now + getrandbits(10)
    return max(number, lines.maxKey() + 1 + getrandbits(10)) if lines else number


def _line(kept):
    return dict(zip(LINE, kept, strict=True))


def _lines_of(log, uid):
    numbers = [number for _uid, number in log["channels"].keys((uid,), (uid, LAST))]
    return (_line(log["lines"][number]) for number in reversed(numbers))


def _downwards(lines):
    """The numbers from the last on: step by step, as a tree walks to its end from its start."""
    number = LAST
    while lines and number >= lines.minKey():
        number = lines.maxKey(number)
        yield number
        number -= 1


def _remember(channel):
    """An object of its own, as facts that are others now cannot always be compared in a merge."""
    latest = BOOK.begun(hub_of(channel))["latest"]
    latest.setdefault(channel.UID(), PersistentMapping()).update(_followed(channel))


def _followed(channel):
    facts = {"title": channel.title, "description": channel.description}
    facts |= recorded_channel(channel) | recorded_internal(channel)
    facts |= {name: getattr(channel, name) or "" for name in PRIVATE}
    facts["also_known_as"] = tuple(channel.also_known_as or ())
    return {name: value for name, value in facts.items() if name not in LEFT_OUT}
