"""``@@messages-figures`` on a hub: the years' numbers, for everybody once they are published."""

from functools import cached_property
from time import time

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound

from ... import _
from ...accounts.channels.moments import when
from ...core.tables.csvout import csv_bytes
from ...site.forms.permissions import may_manage
from ...site.forms.queries import number
from ...site.forms.refusals import Refusal
from ...site.forms.request import leave, require_form
from . import yearly
from .chart import bars
from .figures_shown import shown, visible_years

HIDDEN = _("not shown")
COLUMNS = (_("Table"), _("Row"), _("Number"))
MEDIAN, SHARE = _("Median, hours"), _("Within the deadline, per cent")


class FiguresView(BrowserView):
    """One year; the latest where none is asked for."""

    @cached_property
    def years(self) -> dict:
        """What the user may see, the latest first."""
        return visible_years(self.context)

    @cached_property
    def chosen(self) -> int | None:
        """The year that is shown; None where there is none. Raises NotFound."""
        asked = number(self.request.form, "year", 1, 9999)
        if asked is not None and asked not in self.years:
            raise NotFound(str(asked))
        return next(iter(self.years), None) if asked is None else asked

    @cached_property
    def year(self) -> dict | None:
        """The chosen year's numbers: see ``figures_shown.shown``."""
        if self.chosen is None:
            return None
        return shown(self.context, self.chosen, self.years[self.chosen])

    @property
    def is_office(self) -> bool:
        return may_manage(self.context)

    def counted(self) -> str:
        """When the numbers were counted, for people."""
        return when(self.years[self.chosen]["counted"])["text"]

    def chart(self, table: dict) -> str:
        """A table's numbers as a picture, without the noughts; empty where none are shown."""
        rows = [(row["title"], row["number"]) for row in table["rows"] if row["number"]]
        return bars(rows, id=f"socialhub-{table['id']}", title=table["title"])

    def told(self, value) -> str:
        """A number as it is read, or that it is not shown."""
        if value is None:
            return api.portal.translate(HIDDEN)
        point = "," if api.portal.get_current_language() == "sv" else "."
        return str(value).replace(".", point)


class FiguresTable(FiguresView):
    """``@@messages-figures-csv``: what the page shows, as a table."""

    def __call__(self):
        if self.year is None:
            raise NotFound("year")
        name = f"{self.context.getId()}-{self.chosen}.csv"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return csv_bytes(_said(COLUMNS), self._rows())

    def _rows(self):
        yield _said((_("Year"), str(self.chosen), self._cell(self.year["total"])))
        for table in self.year["tables"]:
            for row in table["rows"]:
                yield table["title"], row["title"], self._cell(row["number"])
        for row in self.year["times"]:
            for title, name in ((MEDIAN, "median_hours"), (SHARE, "share_in_time")):
                yield row["title"], api.portal.translate(title), self._cell(row[name])

    def _cell(self, value):
        return api.portal.translate(HIDDEN) if value is None else value


class ChangeYear(BrowserView):
    """What the office does with a year, by a form."""

    message = ""

    def __call__(self):
        require_form(self.request)
        year = number(self.request.form, "year", 1, 9999) or 0
        url = f"{self.context.absolute_url()}/@@messages-figures"
        try:
            self.change(year)
        except Refusal as refusal:
            leave(self.request, url, refusal.sentence)
        else:
            leave(self.request, f"{url}?year={year}", self.message)


class PublishYear(ChangeYear):
    """``@@publish-figures``."""

    message = _("The year's figures are published.")

    def change(self, year):
        who = api.user.get_current().getId() or ""
        yearly.publish(self.context, year, who=who, now=int(time()))


class WithdrawYear(ChangeYear):
    """``@@withdraw-figures``."""

    message = _("The year's figures are no longer public.")

    def change(self, year):
        yearly.withdraw(self.context, year)


class FiguresPointer(ViewletBase):
    """Below the hub's page: where the latest published figures are."""

    index = ViewPageTemplateFile("figures_pointer.pt")

    @property
    def year(self) -> int | None:
        """The latest published year."""
        kept = yearly.years(self.context).items()
        return next((year for year, each in kept if each["published"]), None)


def _said(cells):
    return [api.portal.translate(each) if isinstance(each, str) else each for each in cells]
