"""What somebody asks of the official list: which channels, in which order, which page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...site.forms.queries import address, names, number

PAGE = 50
LIMITS = {"b_start": (0, 10_000_000), "b_size": (1, 500)}
SORTS = ("title", "administration", "service", "since")
FILTERS = ("administration", "platform", "kind", "language", "state")
LONGEST_TEXT = 200
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Query:
    """Administrations are ids or UIDs; an empty set chooses everything.

    ``text`` is searched for, ``size`` None means all of them.
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
        """Whether anything but an order and a page was asked for."""
        return bool(self.text or any(getattr(self, name) for name in FILTERS))

    @property
    def has_choices(self) -> bool:
        """Whether anything but words is asked for: what the folded fields say."""
        return self.sort != SORTS[0] or any(getattr(self, name) for name in FILTERS)

    @property
    def words(self) -> list[str]:
        """The words of the text; those that begin so are found."""
        return re.findall(r"\w+", self.text)[:MOST_WORDS]


def query_from(form: Mapping, size: int | None = PAGE) -> Query:
    """What a request's form asks for. What cannot be understood is passed over."""
    return Query(
        **{name: names(form, name) for name in FILTERS},
        text=_text(form.get("SearchableText")),
        sort=_sort(form.get("sort")),
        start=number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=number(form, "b_size", *LIMITS["b_size"]) or size,
    )


def link(base: str, query: Query, **changes) -> str:
    """The address of what a changed question gives; of its first page if ``start`` is not given.

    >>> link("https://www.example.org/hub/@@official-list", Query(text="bad"), start=50)
    'https://www.example.org/hub/@@official-list?SearchableText=bad&b_start=50'
    """
    asked = replace(query, **{"start": 0} | changes)
    return address(
        base,
        **{name: getattr(asked, name) for name in FILTERS},
        SearchableText=asked.text,
        sort=asked.sort if asked.sort != SORTS[0] else None,
        b_start=asked.start,
        b_size=asked.size if asked.size != PAGE else None,
    )


def public(query: Query, states) -> Query:
    """The same question about channels in these states, where no state is asked for."""
    return query if query.state else replace(query, state=frozenset(states))


def _text(value):
    printable = isinstance(value, str) and "".join(filter(str.isprintable, value[:LONGEST_TEXT]))
    return printable.strip() if printable else ""


def _sort(value):
    return value if value in SORTS else SORTS[0]
