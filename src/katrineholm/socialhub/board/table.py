"""The board's numbers as a table."""

from plone import api

from ..tables.csvout import csv_bytes
from .page import BoardView

COLUMNS = (
    "administration",
    "channel",
    "state",
    "service",
    "technique",
    "technique_reasons",
    "life",
    "life_reasons",
    "days_since_last_entry",
    "entries_in_twelve_weeks",
    "duty",
    "duty_reasons",
    "profile_missing",
    "address",
)


class BoardTable(BoardView):
    """``@@board-csv``: the chosen rows, all of them, as a table."""

    def __call__(self):
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Disposition", 'attachment; filename="board.csv"')
        return csv_bytes(COLUMNS, map(self._cells, self.chosen))

    def _cells(self, row):
        facts = row.facts
        return (
            facts.administration.title,
            facts.title,
            facts.state,
            facts.platform,
            row.technique.colour,
            _sentences(row.technique.reasons),
            row.life.colour,
            _sentences(row.life.reasons),
            row.days,
            sum(row.weeks),
            row.duty.colour,
            _sentences(row.duty.reasons),
            _sentences(row.missing),
            self.request.physicalPathToURL(facts.path),
        )


def _sentences(messages):
    return " ".join(map(api.portal.translate, messages))
