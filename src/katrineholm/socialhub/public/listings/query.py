"""What a visitor asks of the stream: which channels, which month, which page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...accounts.channels.facts import ChannelFacts
from ...site.forms.query import names, number

PAGE = 20
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
    year = _number(form, "year")
    return Query(
        kind=names(form.get("kind")),
        platform=names(form.get("platform")),
        administration=names(form.get("administration")),
        channel=names(form.get("channel")),
        year=year,
        month=_number(form, "month") if year else None,
        start=_number(form, "b_start") or 0,
        size=_number(form, "b_size") or size,
    )


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


def _number(form, name):
    return number(form, name, *LIMITS[name])
