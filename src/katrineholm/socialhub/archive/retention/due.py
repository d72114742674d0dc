"""Which posts, and which files of the archive's, may be disposed of by the rule of their kind."""

from collections.abc import Iterator
from typing import NamedTuple

from zope.i18nmessageid import Message

from ... import DAY
from ...accounts.channels import holds
from ...accounts.channels.retention import KINDS, rules
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from . import filed
from .book import open_entries

MOST = 500  # that are proposed at once


class Due(NamedTuple):
    """What may go; ``whose`` is a channel's UID, or an administration's, ``time`` its own."""

    id: str
    title: str | Message
    whose: str
    time: int


def kinds(hub) -> list[str]:
    """The kinds of which the rule is in force."""
    return [name for name, rule in rules(hub).items() if rule.is_active and is_ours(name)]


def is_ours(kind: str) -> bool:
    """Whether what is of a kind is disposed of here."""
    return kind in KINDS and KINDS[kind].how == "here"


def due(hub, kind: str, now: int) -> Iterator[Due]:
    """What the rule of a kind lets be disposed of, the oldest post of a channel last.

    What is held, asked for, or proposed already, is left out.
    """
    before, proposed = limit(hub, kind, now), open_entries(hub)
    found = _filed(hub, before) if kind == filed.KIND else _posts(hub, kind, before)
    return (each for each in found if (kind, each.id) not in proposed)


def _filed(hub, before):
    for each in filed.filed(hub):
        if each.taken < before and filed.is_free(hub, each):
            yield Due(each.id, each.title, each.whose, each.taken)


def _posts(hub, kind, before):
    timeline = timeline_of(hub)
    for channel, _outline in timeline.outlines():
        # Nothing begins to count before it was published, but for a clock that was wrong by a day.
        for entry in timeline.between(channel, 0, before + DAY):
            entry_id = entry["entry_id"]
            is_ripe = is_due(hub, entry, kind, before)
            if is_ripe and holds.is_free(hub, holds.ENTRY, entry_id, channel):
                yield Due(entry_id, entry["title"] or entry_id, channel, entry["time"])


def limit(hub, kind: str, now: int) -> int:
    """The moment before which what is of a kind has begun to count that may go now."""
    return now - rules(hub)[kind].days * DAY


def is_due(hub, entry: Entry, kind: str, before: int) -> bool:
    """Whether an entry is of a kind, and has counted as such since before a moment."""
    if entry.get("disposed"):
        return False
    if kind == "version":
        return any(each["until"] < before for each in timeline_of(hub).versions(entry))
    if kind == "picture":
        return entry["time"] < before and bool(timeline_of(hub).pictures(entry))
    found, since = _standing(entry)
    return found == kind and since < before


def _standing(entry: Entry) -> tuple[str, int]:
    """Of which kind an entry is as a whole, and since when that counts."""
    if entry["withdrawn"] is not None:
        return "withdrawn", entry["withdrawn"]
    if entry["hidden"]:
        return "hidden", entry["hidden"]["when"]
    if entry.get("record"):
        return "record", entry["time"]
    if entry.get("held") or entry["filtered"]:
        return "held", entry["first_seen"]
    return "entry", entry["time"]
