"""A visitor's query of the stream: filters, period, search text and page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...accounts.channels.facts import ChannelFacts
from ...core.search.clauses import Clause, search_clauses
from ...core.timeline.tags import normal_tag
from ...site.pages.query import query_names, query_number, url_with_query

PAGE = 20
LIMITS = {
    "year": (1, 9999),
    "month": (1, 12),
    "b_start": (0, 10_000_000),
    "b_size": (1, 100),
}
SORTS = NEWEST, BEST = "newest", "best"
LONGEST_TEXT = 200
FILTERS = ("topic", "tag", "administration", "platform", "kind", "language", "channel")
# A year, or a year and a month, in a single form field.
PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the stream; filters contain ids or UIDs, and an empty filter matches all.

    ``month`` needs a ``year``. ``sort`` only applies to a search for ``text``. The ``tag`` is in
    its normal spelling, see ``normal_tag``.
    """

    kind: frozenset[str] = frozenset()
    platform: frozenset[str] = frozenset()
    administration: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    channel: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    tag: frozenset[str] = frozenset()
    year: int | None = None
    month: int | None = None
    text: str = ""
    sort: str = NEWEST
    start: int = 0
    size: int = PAGE

    @property
    def is_filtered(self) -> bool:
        """True if the query has a search text, a year or any filter."""
        return bool(self.text or self.year or any(getattr(self, name) for name in FILTERS))

    @property
    def is_search(self) -> bool:
        """True if the query is answered by the index of texts: it has a text, a topic or a tag."""
        return bool(self.text or self.topic or self.tag)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The search clauses of the text; none if the text contains no word."""
        return search_clauses(self.text)


def query_from(form: Mapping, size: int = PAGE) -> Query:
    """Return the query in a request's form, ignoring invalid values."""
    if period := PERIOD.fullmatch(str(form.get("month", ""))):
        form = {**form, **period.groupdict()}
    year, sort = _number(form, "year"), form.get("sort")
    names = {name: query_names(form, name) for name in FILTERS}
    names["tag"] = frozenset(filter(None, map(normal_tag, names["tag"])))
    return Query(
        **names,
        year=year,
        month=_number(form, "month") if year else None,
        text=_text(form.get("SearchableText")),
        sort=sort if sort in SORTS else NEWEST,
        start=_number(form, "b_start") or 0,
        size=_number(form, "b_size") or size,
    )


def query_url(base: str, query: Query, **changes: Any) -> str:
    """Return the URL of a query with changes, for its first page unless ``start`` is given.

    >>> query_url("https://www.example.org/hub", Query(year=2026), start=20)
    'https://www.example.org/hub?year=2026&b_start=20'
    """
    changed = replace(query, **{"start": 0} | changes)
    chosen = {name: getattr(changed, name) for name in (*FILTERS, "year", "month")}
    return url_with_query(
        base,
        **chosen,
        SearchableText=changed.text,
        sort=changed.sort if changed.text and changed.sort != NEWEST else None,
        b_start=changed.start,
        b_size=changed.size if changed.size != PAGE else None,
    )


def matching_channels(channels: Iterable[ChannelFacts], query: Query) -> list[ChannelFacts]:
    return [facts for facts in channels if _is_chosen(facts, query)]


def query_with_names(query: Query, channels: Iterable[ChannelFacts]) -> Query:
    """Return a query with the short names of administrations instead of their UIDs."""
    names = dict(identifiers(facts.administration) for facts in channels)
    chosen = query.administration
    return replace(query, administration=frozenset(names.get(each, each) for each in chosen))


def _is_chosen(facts, query):
    return (
        _is_among((facts.kind,), query.kind)
        and _is_among((facts.platform,), query.platform)
        and _is_among(identifiers(facts.administration), query.administration)
        and _is_among((facts.language,), query.language)
        and _is_among(identifiers(facts), query.channel)
    )


def _is_among(names, wanted):
    return not wanted or not wanted.isdisjoint(names)


def identifiers(facts: Any) -> tuple[str, str]:
    """Return the UID and the short name of a channel or an administration."""
    return facts.uid, facts.path.rpartition("/")[2]


def _text(value):
    if not isinstance(value, str):
        return ""
    return "".join(each if each.isprintable() else " " for each in value[:LONGEST_TEXT]).strip()


def _number(form, name):
    return query_number(form, name, *LIMITS[name])
