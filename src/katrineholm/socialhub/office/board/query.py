"""The board's filters, read from the query string."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ... import _
from ...site.pages.query import query_names, query_number, url_with_query
from .channel_rows import BoardRow
from .lights import COLOURS

BATCH_SIZE = 50
MAX_START = 100_000
DEFAULT_STATES = ("reported", "official", "paused")
FILTERS = ("administration", "state", "light", "problem")
COLOUR_TITLES = {
    "red": _("Red"),
    "amber": _("Amber"),
    "grey": _("Unknown"),
    "green": _("Green"),
}
PROBLEM_TITLES = {
    "identity": _("Identity in doubt"),
    "unanswered": _("Nobody answers"),
    "broken": _("Broken"),
    "moved": _("Feed has moved"),
    "silent": _("Silent"),
    "owner": _("Account gone"),
    "responsible": _("Without responsible"),
    "substitute": _("Without substitute"),
    "incomplete": _("Facts missing"),
    "unconfirmed": _("Unconfirmed"),
    "tie_back": _("Tie-back on Facebook"),
    "unseen": _("Account not looked at"),
    "profile": _("Graphic profile"),
}


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """The board's filters; an empty filter matches all rows, or those in the default states."""

    administration: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    problem: frozenset[str] = frozenset()
    start: int = 0

    def matches(self, row: BoardRow) -> bool:
        return (
            self.is_within(row)
            and (not self.light or row.colour in self.light)
            and (not self.problem or bool(row.problems & self.problem))
        )

    def is_within(self, row: BoardRow) -> bool:
        """Return True if a row matches the filters for administration and state."""
        owner = row.facts.administration.path.rpartition("/")[2]
        return row.facts.state in (self.state or DEFAULT_STATES) and (
            not self.administration or owner in self.administration
        )

    def link(self, base: str, **changes: Any) -> str:
        """Return the board's URL with some filters changed, by default at its first page."""
        asked = replace(self, **{"start": 0} | changes)
        return url_with_query(
            base, **{name: getattr(asked, name) for name in FILTERS}, b_start=asked.start
        )


def board_query(form: Mapping) -> BoardQuery:
    """Return the query in a request's form, ignoring invalid values."""
    chosen = {name: query_names(form, name) for name in FILTERS}
    return BoardQuery(**chosen, start=query_number(form, "b_start", 0, MAX_START) or 0)


def filter_counts(
    rows: Iterable[BoardRow], query: BoardQuery
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of rows by colour and by problem, in the chosen owner and states."""
    within = [row for row in rows if query.is_within(row)]
    colours = Counter(row.colour for row in within)
    problems = Counter(problem for row in within for problem in row.problems)
    return (
        {colour: colours[colour] for colour in COLOURS if colours[colour]},
        {problem: problems[problem] for problem in PROBLEM_TITLES if problems[problem]},
    )
