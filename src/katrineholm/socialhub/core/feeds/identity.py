"""Keys that identify entries, and the period that a document covers."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from .links import comparable_url
from .model import Entry


def entry_keys(*, id: str, link: str, title: str, dated: str, content: str) -> tuple[str, ...]:
    """Return the keys that identify an entry, from the coarsest to the most exact.

    They are hashes of 33 characters: of the id; of id and link; of id, link, title and date; of the
    content. Without an id they start with the link, without either with the content. http and
    https, tracking parameters and the case of a host make no difference. An entry is stored under
    the first key that no other entry of the document has.
    """
    name, address = comparable_url(id), comparable_url(link)
    steps = [id_key(id)] if name else []
    if address:
        steps.append(_key("l", name, address))
    if name or address:
        steps.append(_key("d", name, address, title, dated))
    return (*steps, _key("c", name, address, title, dated, content))


def id_key(id: str) -> str:
    """Return the coarsest key of an entry with this id (RFC 4287 §4.2.6, RSS guid)."""
    return _key("i", comparable_url(id))


def coverage_start(entries: Sequence[Entry], *, complete: bool = True) -> datetime | None:
    """Return the time since which a document has all entries; None if that is unknown.

    Entries outside the document's order (pinned to its top) do not count. The time is unknown if
    the document has no order, is mostly undated or was cut (not ``complete``).
    """
    dates = [entry.published for entry in entries if entry.published]
    if not complete or len(dates) * 2 <= len(entries):
        return None
    rising = sum(a < b for a, b in pairwise(dates))
    falling = sum(a > b for a, b in pairwise(dates))
    upwards = dates if rising > max(2 * falling, 1) else dates[::-1]
    run = _longest_run(upwards)
    return run[0] if len(run) * 3 >= len(dates) * 2 else None


def _key(level: str, *parts: str) -> str:
    return level + sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _longest_run(dates: Sequence[datetime]) -> list[datetime]:
    """Return the longest subsequence that never falls (patience sorting)."""
    tops: list[datetime] = []
    heads: list[int] = []
    before: list[int | None] = []
    for index, date in enumerate(dates):
        pile = bisect_right(tops, date)
        before.append(heads[pile - 1] if pile else None)
        tops[pile : pile + 1] = [date]
        heads[pile : pile + 1] = [index]
    run = []
    place = heads[-1] if heads else None
    while place is not None:
        run.append(dates[place])
        place = before[place]
    return run[::-1]
