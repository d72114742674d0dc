"""The figures as files: a spreadsheet with the page's tables, and a CSV file with every cell."""

from plone.api.portal import translate

from ... import _
from ...core.files.csv_writer import csv_bytes
from ...core.files.ods_parts import MEDIA_TYPE
from ...core.files.ods_writer import Sheet, workbook_bytes
from ...public.register.filters import STATE_TITLES
from ...site.settings.titles import service_title
from .figure_sums import sums_of
from .figures_page import FiguresView
from .figures_serializer import cell_reason, sheet_value, sum_rows
from .period import month_text

COLUMNS = (
    *(_("Administration"), _("Channel"), _("Service"), _("Status"), _("Month"), _("Posts")),
    *(_("Remark (posts)"), _("Followers"), _("Counted on"), _("Remark (followers)")),
    *(_("Comments"), _("Remark (comments)"), _("Page on this site"), _("Messages")),
    *(_("Answered"), _("Answered in time"), _("Late"), _("Comments taken down")),
)


class FiguresFile(FiguresView):
    """Base class of the files with the figures of the requested period."""

    file_name, media_type = "", ""

    def __call__(self):
        first, last = month_text(self.period.start), month_text(self.period.stop - 1)
        response = self.request.response
        response.setHeader("Content-Type", self.media_type)
        name = f'attachment; filename="{self.file_name.format(first, last)}"'
        response.setHeader("Content-Disposition", name)
        return self.document()

    def document(self) -> bytes:
        """Return the content of the file."""
        raise NotImplementedError


class FiguresTable(FiguresFile):
    """``@@channel-figures-csv``: a CSV file with a row for each channel and month."""

    file_name, media_type = "kanaler-{}-{}.csv", "text/csv; charset=utf-8"

    def document(self) -> bytes:
        return csv_bytes([translate(title) for title in COLUMNS], self._cells())

    def _cells(self):
        for row in self.rows:
            facts = row.facts
            columns = row.posts, row.followers, row.comments, row.messages, row.handled
            for month, *cells in zip(self.period, *columns, strict=True):
                yield (
                    *(facts.administration.title, facts.title, service_title(facts.platform)),
                    *(translate(STATE_TITLES[facts.state]), month_text(month)),
                    *_cell_columns(*cells, self.request.physicalPathToURL(facts.path)),
                )


class FiguresSpreadsheet(FiguresFile):
    """``@@channel-figures-ods``: the tables of the page, each on a sheet of its own."""

    file_name, media_type = "siffror-{}-{}.ods", MEDIA_TYPE

    def document(self) -> bytes:
        sums = {
            "head": ("", _("Number"), _("Remark")),
            "rows": [[title, cell, note] for title, cell, note in sum_rows(sums_of(self.rows))],
        }
        titles = _("Sums"), _("Month by month"), self.place_table["head"][0], _("Most read")
        tables = sums, self.month_table, self.place_table, self._read_table()
        return workbook_bytes(translate(self.title), map(_sheet, titles, tables))

    def _read_table(self):
        rows = (
            [translate(each["title"]), post["title"], post["text"]]
            for each in self.most_read()
            for post in each["posts"]
        )
        return {"head": ("", _("Post"), _("Remark")), "rows": [*rows]}


def _cell_columns(posts, followers, comments, messages, came, url):
    numbers = came.messages, came.answered, came.in_time, came.late, came.removed
    return (
        *(posts.number, cell_reason(posts), followers.number, followers.day),
        *(cell_reason(followers), comments.number, cell_reason(comments), url),
        *(numbers if messages.number is not None else [None] * len(numbers)),
    )


def _sheet(title, table):
    rows = ([sheet_value(cell) for cell in row] for row in table["rows"])
    return Sheet(translate(title), [translate(each) for each in table["head"]], rows)
