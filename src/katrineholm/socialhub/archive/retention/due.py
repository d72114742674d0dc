"""The posts, snapshots and packages that may be disposed of by the rule of their kind."""

from collections.abc import Iterator
from typing import NamedTuple

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY
from ...accounts.channels import holds
from ...accounts.channels.retention import KINDS, rules
from ...core.timeline.layout import Entry
from ...core.timeline.store import timeline_of
from . import filed
from .book import open_entries

MOST = 500  # in one proposal


class Due(NamedTuple):
    """An item that may be disposed of.

    ``whose`` is the UID of a channel or an administration, ``time`` in seconds since 1970.
    """

    id: str
    title: str | Message
    whose: str
    time: int


def kinds(hub: Container) -> list[str]:
    """Return the kinds of records with a rule is in force."""
    return [name for name, rule in rules(hub).items() if rule.is_active and is_ours(name)]


def is_ours(kind: str) -> bool:
    """Return whether records of a kind are disposed of by proposals of this package."""
    return kind in KINDS and KINDS[kind].how == "here"


def due(hub: Container, kind: str, now: int) -> Iterator[Due]:
    """Return the items that are due by the rule of a kind, the oldest post of a channel last.

    Items that are held, requested or already proposed are left out.
    """
    before, proposed = limit(hub, kind, now), open_entries(hub)
    found = _due_files(hub, before) if kind == filed.KIND else _due_posts(hub, kind, before)
    return (each for each in found if (kind, each.id) not in proposed)


def _due_files(hub, before):
    for each in filed.filed(hub):
        if each.taken < before and filed.is_free(hub, each):
            yield Due(each.id, each.title, each.whose, each.taken)


def _due_posts(hub, kind, before):
    timeline = timeline_of(hub)
    for channel, _outline in timeline.outlines():
        # Nothing begins to count before it was published, but for a clock that was wrong by a day.
        for entry in timeline.between(channel, 0, before + DAY):
            entry_id = entry["entry_id"]
            is_over = is_due(hub, entry, kind, before)
            if is_over and holds.is_free(hub, holds.ENTRY, entry_id, channel):
                yield Due(entry_id, entry["title"] or entry_id, channel, entry["time"])


def limit(hub: Container, kind: str, now: int) -> int:
    """Return the timestamp before which a record's period must have begun for it to be due now."""
    return now - rules(hub)[kind].days * DAY


def is_due(hub: Container, entry: Entry, kind: str, before: int) -> bool:
    """Return whether an entry is of a kind, and has been since before a timestamp."""
    if entry.get("disposed"):
        return False
    if kind == "version":
        return any(each["until"] < before for each in timeline_of(hub).versions(entry))
    if kind == "picture":
        return entry["time"] < before and bool(timeline_of(hub).pictures(entry))
    found, since = _kind_and_start(entry)
    return found == kind and since < before


def _kind_and_start(entry: Entry) -> tuple[str, int]:
    """Return the kind of an entry as a whole, and the timestamp from which its period counts."""
    if entry["withdrawn"] is not None:
        return "withdrawn", entry["withdrawn"]
    if entry["hidden"]:
        return "hidden", entry["hidden"]["when"]
    if entry.get("record"):
        return "record", entry["time"]
    if entry.get("held") or entry["filtered"]:
        return "held", entry["first_seen"]
    return "entry", entry["time"]
