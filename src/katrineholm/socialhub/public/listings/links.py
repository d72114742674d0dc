"""The addresses of a stream's other pages: they can be shared and say what they show."""

from urllib.parse import urlencode

from .query import PAGE, Query


def link(base: str, query: Query, **changes) -> str:
    """The address of the page that a changed query gives.

    >>> link("https://www.example.org/hub", Query(year=2026), start=20)
    'https://www.example.org/hub?year=2026&b_start=20'
    """
    pairs = _pairs(query, changes)
    return f"{base}?{urlencode(pairs)}" if pairs else base


def pages(base: str, query: Query, total: int) -> dict:
    """Addresses of the ``newer`` and the ``older`` page, or None; where we are of how many."""
    newer, older = query.start - query.size, query.start + query.size
    return {
        "newer": link(base, query, start=max(newer, 0)) if query.start > 0 else None,
        "older": link(base, query, start=older) if older < total else None,
        "number": query.start // query.size + 1,
        "of": -(-total // query.size) or 1,
    }


def _pairs(query, changes):
    chosen = {name: changes.get(name, getattr(query, name)) for name in query.__slots__}
    pairs = [
        (name, value)
        for name in ("administration", "platform", "kind", "channel")
        for value in sorted(chosen[name])
    ]
    pairs += [(name, chosen[name]) for name in ("year", "month") if chosen[name]]
    start = changes.get("start", 0)
    pairs += [("b_start", start)] if start else []
    return pairs + ([("b_size", chosen["size"])] if chosen["size"] != PAGE else [])
