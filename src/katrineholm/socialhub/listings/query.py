"""What a visitor asks of the stream: which channels, which month, which page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..channels.facts import ChannelFacts

PAGE = 20
MOST_NAMES = 50
LONGEST_NAME = 100
LIMITS = {
    "year": (1, 9999),
    "month": (1, 12),
    "b_start": (0, 10_000_000),
    "b_size": (1, 100),
}


@dataclass(frozen=True, slots=True)
class Query:
    """Names are ids or UIDs; an empty set chooses everything. ``month`` goes with ``year``."""

    kind: frozenset[str] = frozenset()
    platform: frozenset[str] = frozenset()
    administration: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    year: int | None = None
    month: int | None = None
    start: int = 0
    size: int = PAGE

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a page was asked for."""
        return bool(self.kind or self.platform or self.administration or self.channel or self.year)


def query_from(form: Mapping, size: int = PAGE) -> Query:
    """What a request's form asks for. What cannot be understood is passed over."""
    year = number(form, "year")
    return Query(
        kind=_names(form.get("kind")),
        platform=_names(form.get("platform")),
        administration=_names(form.get("administration")),
        channel=_names(form.get("channel")),
        year=year,
        month=number(form, "month") if year else None,
        start=number(form, "b_start") or 0,
        size=number(form, "b_size") or size,
    )


def number(form, name):
    """The whole number that a form gives under a name; None if it is missing or out of bounds."""
    value, (least, most) = form.get(name), LIMITS[name]
    # int() alone would also take spaces, underscores, other digits and any length.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,8}", value):
        value = int(value)
    return value if isinstance(value, int) and least <= value <= most else None


def choose(channels: Iterable[ChannelFacts], query: Query) -> list[ChannelFacts]:
    """The channels that a query is about."""
    return [facts for facts in channels if _is_chosen(facts, query)]


def _is_chosen(facts, query):
    return (
        _is_among((facts.kind,), query.kind)
        and _is_among((facts.platform,), query.platform)
        and _is_among(_names_of(facts.administration), query.administration)
        and _is_among(_names_of(facts), query.channel)
    )


def _is_among(names, wanted):
    return not wanted or not wanted.isdisjoint(names)


def _names_of(facts):
    return facts.uid, facts.path.rpartition("/")[2]


def _names(value):
    """The names that a form gives; what is no name, and all beyond the first fifty, is left out.

    They come back in every link of the page.
    """
    values = value if isinstance(value, list | tuple) else [value]
    return frozenset(filter(_is_name, values[:MOST_NAMES]))


def _is_name(value):
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()
