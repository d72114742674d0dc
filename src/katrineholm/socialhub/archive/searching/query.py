"""The query of a search in the record; a page ignores the mistakes that a service reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zope.i18nmessageid import Message

from ... import _
from ...core.search.asking import Clause, asked
from ...core.timeline.recorded import KINDS
from ...site.forms.queries import address, misread, names, number
from ...site.forms.request import day, text

MESSAGE, DIARY = "message", "diary"
TYPES = (*KINDS, MESSAGE, DIARY)
SIZE = 25
# No deeper than the results are counted, see core.search.textfile.
LIMITS = {"b_start": (0, 10_000), "b_size": (1, 100)}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Query:
    """A query; without ``types`` it is for all that the user may find; ``channels`` are UIDs.

    ``first`` and ``last`` are days, both included.
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
        """The clauses of the text; empty if it has no word."""
        return asked(self.text)


def query_from(form: Mapping) -> Query:
    """Return the query of a request's form; values that cannot be understood are ignored."""
    chosen = names(form, "type")
    words = text(form, "SearchableText")[:LONGEST]
    return Query(
        text=words if asked(words) else "",
        types=tuple(each for each in TYPES if each in chosen),
        channels=names(form, "channel"),
        first=day(form, "after"),
        last=day(form, "before"),
        start=number(form, "b_start", *LIMITS["b_start"]) or 0,
        size=number(form, "b_size", *LIMITS["b_size"]) or SIZE,
    )


def fault_in(form: Mapping) -> Message | None:
    """Return a sentence on the first value of a form that cannot be understood, or None."""
    if message := misread(form, LIMITS):
        return message
    if unknown := sorted(names(form, "type") - {*TYPES}):
        said = {"type": unknown[0], "types": ", ".join(TYPES)}
        return _("There is no type ${type}; the types are ${types}.", mapping=said)
    for name in ("after", "before"):
        if form.get(name) and day(form, name) is None:
            return _("${name} must be a day, such as 2026-11-27.", mapping={"name": name})
    words = text(form, "SearchableText")
    if len(words) > LONGEST:
        most = {"most": LONGEST}
        return _("SearchableText may have at most ${most} characters.", mapping=most)
    if words and not asked(words):
        return _("Write at least one word to search for.")
    query = query_from(form)
    if is_upside_down(query):
        return _("The period ends before it begins.")
    return None


def is_upside_down(query: Query) -> bool:
    """Return whether the period ends before it begins."""
    return bool(query.first and query.last and query.first > query.last)


def query_url(base: str, query: Query, start: int = 0) -> str:
    """Return the URL of another page of results."""
    return address(
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
