"""The posts that are new in a stream within a period, as any visitor may see them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from AccessControl.SpecialUsers import nobody
from plone import api

from ... import WEEK
from ...accounts.channels.facts import ChannelFacts
from ...core.timeline.layout import Entry
from ..listings.query import NEWEST, PAGE, Query, query_from, query_url
from ..listings.stream import stream_of

SIZE = 100  # entries that are read at once
MOST = 1000  # entries that are read at most
LATE = WEEK  # older posts are no news, even if they arrive only now


class NoIndex(Exception):
    """The search cannot be made now."""


def stored_query(query: Query) -> str:
    """Return the query string of what is followed: without a period, an order or a page."""
    asked = replace(query, year=None, month=None, sort=NEWEST, start=0, size=PAGE)
    return query_url("", asked).removeprefix("?")


def query_of(text: str) -> Query:
    """Return the query in a stored or submitted query string, ignoring invalid values."""
    try:
        form = parse_qs(text, max_num_fields=500)
    except ValueError:
        form = {}
    return query_from(
        {name: found[0] if len(found) == 1 else found for name, found in form.items()}
    )


def found_place(uid: str) -> Any:
    """Return the place with a UID, whoever may see it, or None."""
    found = api.content.find(UID=uid, unrestricted=True)
    return found[0]._unrestrictedGetObject() if found else None


def new_entries(place: Any, text: str, start: int, end: int) -> list[tuple[Entry, ChannelFacts]]:
    """Return the entries of a stream that came after ``start`` until ``end``, newest first.

    Each has the facts of its channel. Raise NoIndex if a search cannot be made.
    """
    with api.env.adopt_user(user=nobody):
        return [
            (entry, facts)
            for entry, facts in _latest(place, query_of(text), start - LATE)
            if start < _arrival(entry) <= end
        ]


def _latest(place, query, since) -> Iterator[tuple[Entry, ChannelFacts]]:
    """Yield the latest entries with their channels' facts, down to a time of publication."""
    for begun in range(0, MOST, SIZE):
        found = stream_of(place, replace(query, start=begun, size=SIZE))
        if not (found.found.is_usable and found.found.is_whole):
            raise NoIndex
        for entry in found.entries:
            if entry["time"] < since:
                return
            yield entry, found.chosen[entry["channel"]]
        if len(found.entries) < SIZE:
            return


def _arrival(entry):
    """Return when visitors could first see an entry."""
    released = entry.get("released")
    return max(entry["first_seen"], released["when"] if released else 0)
