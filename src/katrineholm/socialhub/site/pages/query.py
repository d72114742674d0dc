"""Functions that read the values of query strings, and build URLs with other values.

A page ignores invalid values, but a program gets an error, see ``number_fault``.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from zope.i18nmessageid import Message

from ... import _

MOST_NAMES = 50
LONGEST_NAME = 100


def query_number(form: Mapping, name: str, least: int, most: int) -> int | None:
    """Return the whole number of a name in a query, or None if it is missing or out of bounds."""
    value = form.get(name)
    # int() alone would also take spaces, underscores, other digits and any length.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,8}", value):
        value = int(value)
    return value if isinstance(value, int) and least <= value <= most else None


def query_names(form: Mapping, name: str) -> frozenset[str]:
    """Return the valid ones of the first fifty values of a name in a query.

    They are limited because every link of the page repeats them.
    """
    value = form.get(name)
    values = value if isinstance(value, list | tuple) else [value]
    return frozenset(filter(_is_name, values[:MOST_NAMES]))


def is_switched_on(form: Mapping, name: str) -> bool:
    """Return whether the value of a name in a query is 1, true or on."""
    return form.get(name) in ("1", "true", "on")


def number_fault(form: Mapping, limits: Mapping[str, tuple[int, int]]) -> Message | None:
    """Return an error message about the first invalid number in a query, or None.

    ``limits`` are pairs (least, most) by name.
    """
    for name, (least, most) in limits.items():
        if name in form and query_number(form, name, least, most) is None:
            return _(
                "${name} must be a whole number from ${least} to ${most}.",
                mapping={"name": name, "least": least, "most": most},
            )
    return None


def url_with_query(base: str, **values: frozenset[str] | str | int | None) -> str:
    """Return a URL with a query string. Empty values are omitted.

    >>> url_with_query("https://www.example.org/hub", kind=frozenset({"video", "blog"}), b_start=20)
    'https://www.example.org/hub?kind=blog&kind=video&b_start=20'
    """
    pairs = [(name, each) for name, value in values.items() for each in _as_list(value) if each]
    return f"{base}?{urlencode(pairs)}" if pairs else base


def neighbour_pages(start: int, size: int, total: int, link: Callable[[int], str]) -> dict:
    """Return the URLs of the earlier and later page, the page number and the page count."""
    later, last = start + size, max(total - 1, 0) // size * size
    return {
        # From beyond the end the last page is the nearest.
        "earlier": link(min(max(start - size, 0), last)) if start else None,
        "later": link(later) if later < total else None,
        "number": start // size + 1,
        "of": -(-total // size) or 1,
    }


def page_numbers(start: int, size: int, total: int, link: Callable[[int], str]) -> list[dict]:
    """Return the ``number`` and ``url`` of pages to link to. The number None marks a gap.

    The first, the last and the neighbours of the current page are included. A single page has no
    links.
    """
    last, present = -(-total // size), start // size + 1
    near = {1, last, *range(present - 2, present + 3)}
    shown = [number for number in sorted(near) if 1 <= number <= last] if last > 1 else []
    numbers: list[dict] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            numbers.append({"number": None})
        url = link((number - 1) * size)
        numbers.append({"number": number, "url": url, "is_present": number == present})
    return numbers


def filter_choice(name: str, title: str, options: Iterable[tuple], chosen: Collection[str]) -> dict:
    """Return the values of a filter in a form. ``options`` are pairs (value, title)."""
    terms = [
        {"value": value, "title": text, "selected": value in chosen} for value, text in options
    ]
    return {"name": name, "title": title, "options": terms}


def hidden_fields(query: Any, names: Iterable[str]) -> list[dict]:
    """Return the chosen values of a query's filters as hidden fields of a form."""
    return [
        {"name": name, "value": value} for name in names for value in sorted(getattr(query, name))
    ]


def _is_name(value):
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _as_list(value):
    return sorted(value) if isinstance(value, frozenset) else [value]
