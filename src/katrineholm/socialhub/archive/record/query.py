"""The query of a search of the record; pages ignore invalid values, and services report them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zope.i18nmessageid import Message

from ... import _
from ...core.search.clauses import Clause, search_clauses
from ...core.timeline.record_search import KINDS
from ...site.pages.query import number_fault, query_names, query_number, url_with_query
from ...site.pages.request import form_date, form_text

MESSAGE, DIARY = "message", "diary"
TYPES = (*KINDS, MESSAGE, DIARY)
SIZE = 25
# No deeper than the results are counted, see ``core.search.text_index``.
LIMITS = {"b_start": (0, 10_000), "b_size": (1, 100)}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """A query of the record from the day ``first`` to the day ``last``, both included.

    ``channels`` are UIDs. If ``types`` or ``channels`` is empty, it does not limit the search.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    channels: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    start: int = 0
    size: int = SIZE

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The search clauses of the text; empty if the text has no word."""
        return search_clauses(self.text)


def query_from_form(form: Mapping) -> RecordQuery:
    """Return the query in an HTTP request's form; invalid values are ignored."""
    chosen = query_names(form, "type")
    words = form_text(form, "SearchableText")[:LONGEST]
    return RecordQuery(
        text=words if search_clauses(words) else "",
        types=tuple(each for each in TYPES if each in chosen),
        channels=query_names(form, "channel"),
        first=form_date(form, "after"),
        last=form_date(form, "before"),
        start=query_number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=query_number(form, "b_size", *LIMITS["b_size"]) or SIZE,
    )


def query_error(form: Mapping) -> Message | None:
    """Return an error message about the first invalid value in a form; None if all are valid."""
    if message := number_fault(form, LIMITS):
        return message
    if unknown := sorted(query_names(form, "type") - {*TYPES}):
        said = {"type": unknown[0], "types": ", ".join(TYPES)}
        return _("There is no type ${type}; the types are ${types}.", mapping=said)
    for name in ("after", "before"):
        if form.get(name) and form_date(form, name) is None:
            return _("${name} must be a day, such as 2026-11-27.", mapping={"name": name})
    words = form_text(form, "SearchableText")
    if len(words) > LONGEST:
        most = {"most": LONGEST}
        return _("SearchableText may have at most ${most} characters.", mapping=most)
    if words and not search_clauses(words):
        return _("Write at least one word to search for.")
    query = query_from_form(form)
    if has_reversed_period(query):
        return _("The period ends before it begins.")
    return None


def has_reversed_period(query: RecordQuery) -> bool:
    """Return whether the query's period ends before it starts."""
    return bool(query.first and query.last and query.first > query.last)


def query_url(base: str, query: RecordQuery, start: int = 0) -> str:
    """Return the URL of the page of results that starts with result number ``start``."""
    return url_with_query(
        base,
        SearchableText=query.text,
        type=frozenset(query.types),
        channel=query.channels,
        after=_iso(query.first),
        before=_iso(query.last),
        b_start=start,
        b_size=query.size if query.size != SIZE else None,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
