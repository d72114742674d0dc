"""Full-text search in the part of the record that visitors do not see: versions, invisible entries.

It has a file of its own beside the one of visible entries, so that no search of visitors can reach
it. A text has one or more kinds; an earlier version is named by its entry's id, a point, and its
number from 0.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..search import text_index
from ..search.text_index import IndexFile, Text, TextQuery
from .entry import is_held, is_visible, sort_time
from .freshness import current_query
from .layout import Entry, Root, find_entry, version_list
from .search_text import PlainText, search_text

ENTRY, VERSION, WITHDRAWN, HIDDEN, HELD = "entry", "version", "withdrawn", "hidden", "held"
KINDS = (ENTRY, VERSION, WITHDRAWN, HIDDEN, HELD)


class RecordHit(NamedTuple):
    """An entry, or with a number an earlier version of it; ``time`` is in seconds since 1970."""

    time: int
    entry: Entry
    version: int | None = None


class RecordHits(NamedTuple):
    """The latest of ``total`` hits, which are not all counted if ``is_cut``."""

    hits: list[RecordHit]
    total: int
    is_cut: bool


def record_kinds(entry: Entry) -> tuple[str, ...]:
    """Return the kinds of an entry in the record; ``entry`` if no person or source removed it."""
    holds = {
        WITHDRAWN: entry["withdrawn"] is not None,
        HIDDEN: bool(entry["hidden"]),
        HELD: is_held(entry),
    }
    return tuple(kind for kind, is_so in holds.items() if is_so) or (ENTRY,)


def record_texts(entry: Entry, plain: PlainText, is_masked: bool) -> Iterator[Text]:
    """Yield the texts of an entry that visitors do not find, including masked ones.

    An entry that was disposed of has none.
    """
    if entry.get("disposed"):
        return
    if is_masked or not is_visible(entry):
        yield search_text(entry, plain)._replace(kinds=record_kinds(entry))
    for number, version in enumerate(version_list(entry["versions"])):
        whole = {**entry, **version, "time": sort_time(version, entry["time"])}
        name = f"{entry['entry_id']}.{number}"
        yield search_text(whole, plain)._replace(name=name, kinds=(VERSION,))


def record_hits(root: Root, visible: IndexFile, hidden: IndexFile, query: TextQuery) -> RecordHits:
    """Return the latest hits in both files: visible entries, and all else of the record.

    The query has ``every`` and the kinds to be searched. Entries that have changed since the files
    were read are left out.
    """
    kinds_by_file = {hidden: query.kinds}
    if ENTRY in query.kinds:
        kinds_by_file[visible] = ()
    pages = [
        text_index.search_texts(file, current_query(root, file, _with_kinds(query, kinds)))
        for file, kinds in kinds_by_file.items()
    ]
    moments = {
        name: moment
        for page in pages
        for name, moment in zip(page.names, page.moments, strict=True)
    }
    latest = sorted(moments, key=lambda name: -moments[name])[: query.size]
    hits = [hit for name in latest if (hit := _hit_by_name(root, name, query.kinds))]
    twice = sum(len(page.names) for page in pages) - len(moments)  # masked: both files have it
    left_out = twice + len(latest) - len(hits)
    return RecordHits(
        hits, sum(page.total for page in pages) - left_out, any(p.is_cut for p in pages)
    )


def _with_kinds(query: TextQuery, kinds: Iterable[str]) -> TextQuery:
    return TextQuery(
        query.clauses, query.groups, query.moments, size=query.size, kinds=tuple(kinds), every=True
    )


def _hit_by_name(root: Root, name: str, kinds: Iterable[str]) -> RecordHit | None:
    """Return the hit for a name, if it is still of one of these kinds."""
    entry_id, _point, number = name.partition(".")
    entry = find_entry(root, entry_id)
    if entry is None or entry.get("disposed"):
        return None
    if not number:
        return (
            None if set(kinds).isdisjoint(record_kinds(entry)) else RecordHit(entry["time"], entry)
        )
    versions = version_list(entry["versions"])
    if int(number) >= len(versions):
        return None
    return RecordHit(sort_time(versions[int(number)], entry["time"]), entry, int(number))
