"""The posts, snapshots and packages that are due for disposal by the rule of their kind."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY
from ...accounts.channels import holds
from ...accounts.channels.retention import KINDS, retention_rules
from ...accounts.channels.times import local_date
from ...core.timeline.layout import Entry, version_list
from ...core.timeline.months import month_range, month_start
from ...core.timeline.outline import channel_outlines
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.record import entries_between
from ...core.timeline.store import timeline_of
from . import stored_files
from .disposal_storage import pending_items

MOST_AT_ONCE = 10_000  # in one proposal


class Choice(NamedTuple):
    """A choice of due items, by the UID of their channel or administration and by their year."""

    whose: str = ""
    year: int = 0

    def has(self, item: "DueRecord") -> bool:
        """Return whether an item is among the chosen ones."""
        is_there = self.whose in ("", item.whose)
        return is_there and self.year in (0, local_date(item.time).year)


class DueRecord(NamedTuple):
    """An item that is due for disposal.

    ``whose`` is the UID of its channel or administration; ``time`` is in seconds since 1970.
    """

    id: str
    title: str | Message
    whose: str
    time: int


ALL = Choice()


def active_kinds(hub: Container) -> list[str]:
    """Return the kinds of records that have a rule in force and are disposed of by proposals."""
    return [
        name
        for name, rule in retention_rules(hub).items()
        if rule.is_active and is_disposable_kind(name)
    ]


def is_disposable_kind(kind: str) -> bool:
    """Return whether records of a kind are disposed of by the proposals in this room."""
    return kind in KINDS and KINDS[kind].how == "here"


def due_counts(hub: Container, kind: str, now: int) -> Counter[Choice]:
    """Return how many items of a kind are due for each channel and year, of the first 10,000."""
    found = islice(due_records(hub, kind, now), MOST_AT_ONCE)
    return Counter(Choice(each.whose, local_date(each.time).year) for each in found)


def due_records(hub: Container, kind: str, now: int, choice: Choice = ALL) -> Iterator[DueRecord]:
    """Yield the items of a kind that are due for disposal, each channel's newest posts first.

    Items that are held, requested or already proposed are left out.
    """
    before, proposed = cutoff_time(hub, kind, now), pending_items(hub)
    is_file = kind == stored_files.KIND
    found = _due_files(hub, before) if is_file else _due_posts(hub, kind, before, choice)
    return (each for each in found if choice.has(each) and (kind, each.id) not in proposed)


def _due_files(hub, before):
    for each in stored_files.stored_files(hub):
        if each.taken < before and stored_files.is_disposable(hub, each):
            yield DueRecord(each.id, each.title, each.whose, each.taken)


def _due_posts(hub, kind, before, choice):
    timeline = timeline_of(hub)
    for channel, _outline in channel_outlines(timeline):
        if choice.whose not in ("", channel):
            continue
        for entry in entries_between(timeline, channel, *_bounds(choice.year, before)):
            entry_id = entry["entry_id"]
            is_over = is_due(hub, entry, kind, before)
            if is_over and holds.may_dispose(hub, holds.ENTRY, entry_id, channel):
                yield DueRecord(entry_id, entry["title"] or entry_id, channel, entry["time"])


def _bounds(year, before):
    """Return between which times due posts are; the years of the site may be a day off."""
    # Nothing begins to count before it was published, but for a clock that was wrong by a day.
    if not (months := month_range(year or None)):
        return 0, 0
    return max(0, month_start(months.start) - DAY), min(before, month_start(months.stop)) + DAY


def cutoff_time(hub: Container, kind: str, now: int) -> int:
    """Return the time before which a period must have started for its record to be due now."""
    return now - retention_rules(hub)[kind].days * DAY


def is_due(hub: Container, entry: Entry, kind: str, before: int) -> bool:
    """Return whether an entry, or a part of it, has been of a kind since before a timestamp."""
    if entry.get("disposed"):
        return False
    if kind == "version":
        return any(each["until"] < before for each in version_list(entry))
    if kind == "picture":
        return entry["time"] < before and bool(stored_pictures(timeline_of(hub), entry))
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
