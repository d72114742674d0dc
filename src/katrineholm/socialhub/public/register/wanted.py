"""What somebody asks of the official list: which channels, in which order, which page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from ...site.forms.query import names, number

PAGE = 50
LIMITS = {"b_start": (0, 10_000_000), "b_size": (1, 500)}
SORTS = ("title", "administration", "service", "since")
FILTERS = ("administration", "platform", "kind", "language", "state")
LONGEST_TEXT = 200
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Wanted:
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
    def words(self) -> list[str]:
        """The words of the text; those that begin so are found."""
        return re.findall(r"\w+", self.text)[:MOST_WORDS]


def wanted_from(form: Mapping, size: int | None = PAGE) -> Wanted:
    """What a request's form asks for. What cannot be understood is passed over."""
    return Wanted(
        **{name: names(form.get(name)) for name in FILTERS},
        text=_text(form.get("SearchableText")),
        sort=_sort(form.get("sort")),
        start=number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=number(form, "b_size", *LIMITS["b_size"]) or size,
    )


def link(base: str, wanted: Wanted, **changes) -> str:
    """The address of what a changed question gives; of its first page if ``start`` is not given.

    >>> link("https://www.example.org/hub/@@official-list", Wanted(text="bad"), start=50)
    'https://www.example.org/hub/@@official-list?SearchableText=bad&b_start=50'
    """
    chosen = {name: changes.get(name, getattr(wanted, name)) for name in (*FILTERS, "text", "sort")}
    pairs = [(name, value) for name in FILTERS for value in sorted(chosen[name])]
    pairs += [("SearchableText", chosen["text"])] if chosen["text"] else []
    pairs += [("sort", chosen["sort"])] if chosen["sort"] != SORTS[0] else []
    start = changes.get("start", 0)
    pairs += [("b_start", start)] if start else []
    pairs += [("b_size", wanted.size)] if wanted.size not in (PAGE, None) else []
    return f"{base}?{urlencode(pairs)}" if pairs else base


def page_links(base: str, wanted: Wanted, total: int) -> dict:
    """Addresses of the ``previous`` and the ``next`` page, or None; where we are of how many."""
    before, after = wanted.start - wanted.size, wanted.start + wanted.size
    return {
        "previous": link(base, wanted, start=max(before, 0)) if wanted.start else None,
        "next": link(base, wanted, start=after) if after < total else None,
        "number": wanted.start // wanted.size + 1,
        "of": -(-total // wanted.size) or 1,
    }


def public(wanted: Wanted, states) -> Wanted:
    """The same question about channels in these states, where no state is asked for."""
    return wanted if wanted.state else replace(wanted, state=frozenset(states))


def _text(value):
    printable = isinstance(value, str) and "".join(filter(str.isprintable, value[:LONGEST_TEXT]))
    return printable.strip() if printable else ""


def _sort(value):
    return value if value in SORTS else SORTS[0]
