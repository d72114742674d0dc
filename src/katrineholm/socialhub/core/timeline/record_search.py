"""Full-text search in the invisible part of the record: earlier versions and invisible entries.

Its index is a file of its own beside that of the visible entries, so that no search of visitors can
reach it. A text has one or more kinds; an earlier version is named by its entry's id, a full stop,
and its number from 0.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..search import text_index
from ..search.clauses import Clause
from ..search.text_index import IndexFile, Text, TextQuery
from .entry import is_held, is_visible, sort_time
from .freshness import current_query
from .layout import Entry, version_list
from .search_text import PlainText, search_text
from .store import Timeline

ENTRY, VERSION, WITHDRAWN, HIDDEN, HELD = "entry", "version", "withdrawn", "hidden", "held"
KINDS = (ENTRY, VERSION, WITHDRAWN, HIDDEN, HELD)


class RecordHit(NamedTuple):
    """An entry, or its earlier version with this number; ``time`` is in seconds since 1970."""

    time: int
    entry: Entry
    version: int | None = None


class RecordHits(NamedTuple):
    """The latest hits of a search; ``total`` counts all hits, or only some if ``is_cut``."""

    hits: list[RecordHit]
    total: int
    is_cut: bool


def record_kinds(entry: Entry) -> tuple[str, ...]:
    """Return the kinds of an entry in the record: withdrawn, hidden or held, or else ``entry``."""
    holds = {
        WITHDRAWN: entry["withdrawn"] is not None,
        HIDDEN: bool(entry["hidden"]),
        HELD: is_held(entry),
    }
    return tuple(kind for kind, is_so in holds.items() if is_so) or (ENTRY,)


def record_texts(entry: Entry, plain: PlainText, is_masked: bool) -> Iterator[Text]:
    """Yield the texts of an entry that visitors cannot search, including those masked.

    An entry that was disposed of has none.
    """
    if entry.get("disposed"):
        return
    if is_masked or not is_visible(entry):
        yield search_text(entry, plain)._replace(kinds=record_kinds(entry))
    for number, version in enumerate(version_list(entry)):
        whole = {**entry, **version, "time": sort_time(version, entry["time"])}
        name = f"{entry['entry_id']}.{number}"
        yield search_text(whole, plain)._replace(name=name, kinds=(VERSION,))


def record_hits(
    timeline: Timeline,
    visible: IndexFile,
    hidden: IndexFile,
    clauses: tuple[Clause, ...],
    *,
    kinds: Iterable[str],
    channels: Collection[str] | None = None,
    moments: tuple[int, int],
    size: int,
) -> RecordHits:
    """Return the latest hits of some kinds in two files: of visible entries, and of all others.

    Without clauses all texts match; if ``channels`` is None, those of all channels. ``moments`` are
    the first timestamp, and the one after the last. Entries that have changed since the files were
    updated are left out.
    """
    kinds = tuple(kinds)
    query = TextQuery(clauses, channels, moments, size=size, kinds=kinds, every=True)
    queries = {hidden: query}
    if ENTRY in kinds:
        queries[visible] = replace(query, kinds=())
    pages = [
        text_index.search_texts(file, current_query(timeline, file, each))
        for file, each in queries.items()
    ]
    times = {
        name: moment
        for page in pages
        for name, moment in zip(page.names, page.moments, strict=True)
    }
    latest = sorted(times, key=lambda name: -times[name])[:size]
    hits = [hit for name in latest if (hit := _hit_by_name(timeline, name, kinds))]
    twice = sum(len(page.names) for page in pages) - len(times)  # masked: both files have it
    left_out = twice + len(latest) - len(hits)
    return RecordHits(
        hits, sum(page.total for page in pages) - left_out, any(p.is_cut for p in pages)
    )


def _hit_by_name(timeline: Timeline, name: str, kinds: Iterable[str]) -> RecordHit | None:
    """Return the hit for a name, if it is still of one of these kinds."""
    entry_id, _point, number = name.partition(".")
    entry = timeline.unmasked(entry_id)
    if entry is None or entry.get("disposed"):
        return None
    if not number:
        return (
            None if set(kinds).isdisjoint(record_kinds(entry)) else RecordHit(entry["time"], entry)
        )
    versions = version_list(entry)
    if int(number) >= len(versions):
        return None
    return RecordHit(sort_time(versions[int(number)], entry["time"]), entry, int(number))
