"""The board's data as CSV."""

from plone.api.portal import translate

from ... import _
from ...core.files.csv_writer import csv_bytes
from ...public.register.filters import STATE_TITLES
from ...site.settings.titles import service_title
from .board_page import BoardView
from .query import COLOUR_TITLES

COLUMNS = (
    _("Administration"),
    _("Channel"),
    _("Status"),
    _("Service"),
    _("Technique"),
    _("Why (technique)"),
    _("Life"),
    _("Why (life)"),
    _("Days since the newest entry"),
    _("Entries in twelve weeks"),
    _("Duty"),
    _("Why (duty)"),
    _("Missing in the graphic profile"),
    _("Page on this site"),
)


class BoardTable(BoardView):
    """``@@board-csv``: all matching rows as CSV, in the reader's language; see also ``@health``."""

    def __call__(self):
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="board.csv"')
        return csv_bytes(
            [translate(title) for title in COLUMNS], map(self._cells, self.matching_rows)
        )

    def _cells(self, row):
        facts = row.facts
        return (
            facts.administration.title,
            facts.title,
            translate(STATE_TITLES[facts.state]),
            service_title(facts.platform),
            *_light_cells(row.technique),
            *_light_cells(row.life),
            row.days,
            sum(row.weeks),
            *_light_cells(row.duty),
            _joined_sentences(row.missing),
            self.request.physicalPathToURL(facts.path),
        )


def _light_cells(light):
    return translate(COLOUR_TITLES[light.colour]), _joined_sentences(light.reasons)


def _joined_sentences(messages):
    """Join sentences within a cell with semicolons, as they contain full stops."""
    return "; ".join(translate(each).removesuffix(".") for each in messages)
