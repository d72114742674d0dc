"""A query of the official list: its filters, sort order and page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...site.pages.query import query_names, query_number, url_with_query

PAGE = 25
LIMITS = {"b_start": (0, 10_000_000), "b_size": (1, 500)}
SORTS = ("title", "administration", "service", "since")
FILTERS = ("administration", "platform", "kind", "language", "state")
LONGEST_TEXT = 200
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the official list, in which an empty filter matches all channels.

    Administrations are given by id or UID. If ``size`` is None, all channels are on one page.
    """

    administration: frozenset[str] = frozenset()
    platform: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    language: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    text: str = ""
    sort: str = "title"
    start: int = 0
    size: int | None = PAGE

    @property
    def is_filtered(self) -> bool:
        """True if the query has a text or a filter."""
        return bool(self.text or any(getattr(self, name) for name in FILTERS))

    @property
    def has_choices(self) -> bool:
        """True if a filter or another sort order is chosen; the form then shows these fields."""
        return self.sort != SORTS[0] or any(getattr(self, name) for name in FILTERS)

    @property
    def words(self) -> list[str]:
        """The words of the text, which are matched as prefixes."""
        return re.findall(r"\w+", self.text)[:MOST_WORDS]


def query_from(form: Mapping, size: int | None = PAGE) -> Query:
    """Return the query in a request's form, ignoring invalid values."""
    given, sort = form.get("SearchableText"), form.get("sort")
    text = given if isinstance(given, str) else ""
    return Query(
        **{name: query_names(form, name) for name in FILTERS},
        text="".join(filter(str.isprintable, text[:LONGEST_TEXT])).strip(),
        sort=sort if sort in SORTS else SORTS[0],
        start=query_number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=query_number(form, "b_size", *LIMITS["b_size"]) or size,
    )


def list_url(base: str, query: Query, **changes: Any) -> str:
    """Return the URL of a query with some changes, at its first page unless ``start`` is given.

    >>> list_url("https://www.example.org/hub/@@official-list", Query(text="bad"), start=50)
    'https://www.example.org/hub/@@official-list?SearchableText=bad&b_start=50'
    """
    changed = replace(query, **{"start": 0} | changes)
    return url_with_query(
        base,
        **{name: getattr(changed, name) for name in FILTERS},
        SearchableText=changed.text,
        sort=changed.sort if changed.sort != SORTS[0] else None,
        b_start=changed.start,
        b_size=changed.size if changed.size != PAGE else None,
    )


def public_query(query: Query, states: Iterable[str]) -> Query:
    """Return the query limited to these states, unless it filters by state already."""
    return query if query.state else replace(query, state=frozenset(states))
