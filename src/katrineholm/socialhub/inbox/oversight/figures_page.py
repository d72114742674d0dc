"""``@@messages-figures`` on a hub: yearly figures, public once they are published."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from time import time

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.autoform.directives import widget
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import Int

from ... import _
from ...accounts.channels.times import formatted_time
from ...core.files.csv_writer import csv_bytes
from ...site.pages.acts import Act, ActPage, act_form, acts
from ...site.pages.information_page import InformationPage
from ...site.pages.page_values import link, page_section
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import query_number
from . import yearly_figures
from .chart import bar_chart
from .figures_serializer import visible_years, year_data

HIDDEN = _("not shown")
COLUMNS = (_("Table"), _("Row"), _("Number"))
NOT_PUBLISHED = _(
    "Not published: only the information office sees this year, with all of its numbers."
)
MEDIAN, SHARE = _("Median, hours"), _("Within the deadline, per cent")
# The note on hidden numbers, by whether the year is published.
LEFT_OUT = {
    True: _(
        "Numbers below five are not shown, nor the smallest of those that would give them away."
    ),
    False: _(
        "When the year is published, numbers below five are left out, and the smallest of those "
        "that would give them away."
    ),
}


class IYear(Interface):
    """The form field for the year."""

    year = Int(min=1, max=9999)
    widget("year", type="hidden")


def _publish(at, given):
    who = api.user.get_current().getId() or ""
    yearly_figures.publish_year(at.context, given["year"], who=who, now=int(time()))
    return given["year"]


def _withdraw(at, given):
    yearly_figures.withdraw_year(at.context, given["year"])
    return given["year"]


PUBLISH = Act(
    "publish-figures",
    _publish,
    said=_("The year's figures are published."),
    title=_("Publish the year"),
    fields=IYear,
    then=lambda at, year: f"{at.figures_url}?year={year}",
)
WITHDRAW = replace(
    PUBLISH,
    name="withdraw-figures",
    do=_withdraw,
    said=_("The year's figures are no longer public."),
    title=_("Take the year back"),
)


class FiguresView(InformationPage):
    """The page with the figures of one year, by default the latest."""

    title = _("Comments and messages in figures")
    lead = _("What came in on the municipality's channels during a year, and what became of it.")

    @property
    def figures_url(self) -> str:
        return f"{self.context.absolute_url()}/@@messages-figures"

    @cached_property
    def years(self) -> dict:
        """The years that the user may see, the latest first."""
        return visible_years(self.context)

    @cached_property
    def chosen(self) -> int | None:
        """The displayed year, or None if there are none; raises NotFound for an unknown year."""
        year = None if self.refused else query_number(self.request.form, "year", 1, 9999)
        if year is not None and year not in self.years:
            raise NotFound(str(year))
        return next(iter(self.years), None) if year is None else year

    @cached_property
    def year(self) -> dict | None:
        """The data of the displayed year, see ``figures_serializer.year_data``, or None."""
        if self.chosen is None:
            return None
        return year_data(self.context, self.chosen, self.years[self.chosen])

    def ways(self) -> list[dict]:
        if len(self.years) < 2:
            return []
        return [
            {**link(f"{self.figures_url}?year={each}", str(each)), "current": each == self.chosen}
            for each in self.years
        ]

    def sections(self) -> Iterator[dict]:
        if self.year is None:
            return
        yield self._summary(self.year)
        yield from (self._table(each) for each in self.year["tables"])
        yield self._times(self.year["times"])

    @property
    def empty(self) -> Message | str:
        return _("There are no figures to show yet.") if self.year is None else ""

    @property
    def office_form(self) -> dict | None:
        """The form that publishes or withdraws the year; None if the user may not do so."""
        if self.year is None or not may_manage_register(self.context):
            return None
        act = WITHDRAW if self.year["published"] else PUBLISH
        url = f"{self.context.absolute_url()}/@@{act.name}"
        return act_form(url, act, values={"year": self.chosen}, do="")

    def _summary(self, year):
        is_public = bool(year["published"])
        taken = _("Of these the municipality took down: ${number}")
        total = {"number": self.number_text(year["total"])}
        removed = {"number": self.number_text(year["taken_down"])}
        texts = [
            "" if is_public else NOT_PUBLISHED,
            _("Messages that came in: ${number}", mapping=total),
            "" if year["taken_down"] is None else Message(taken, mapping=removed),
        ]
        table = f"{self.figures_url}-csv?year={year['year']}"
        counted = formatted_time(self.years[self.chosen]["counted"])["text"]
        return page_section(
            "figures-year",
            str(year["year"]),
            *filter(None, texts),
            notes=[LEFT_OUT[is_public], _("Counted on ${when}.", mapping={"when": counted})],
            links=[link(table, _("Download the figures as a table (CSV)"))],
        )

    def _table(self, table):
        id = f"figures-{table['id']}"
        drawn = [(row["title"], row["number"]) for row in table["rows"] if row["number"]]
        rows = [[row["title"], self.number_text(row["number"])] for row in table["rows"]]
        numbers = {"head": [table["title"], _("Number")], "rows": rows}
        return page_section(
            id,
            table["title"],
            html=bar_chart(drawn, id=f"socialhub-{table['id']}", title=table["title"]),
            folded={"title": _("The numbers as a table"), "table": numbers},
        )

    def _times(self, times):
        names = "median_hours", "share_in_time"
        rows = [[row["title"], *(self.number_text(row[each]) for each in names)] for row in times]
        return page_section(
            "figures-times",
            _("How long it took"),
            table={"head": ["", MEDIAN, SHARE], "rows": rows},
            notes=[_("From the moment a message was captured, all hours of the day counted.")],
        )

    def number_text(self, value: float | None) -> str:
        """Return a number as a readable text; for None, a text that it is hidden."""
        if value is None:
            return api.portal.translate(HIDDEN)
        point = "," if api.portal.get_current_language() == "sv" else "."
        return str(value).replace(".", point)


class FiguresTable(FiguresView):
    """``@@messages-figures-csv``: the figures of the displayed year as CSV."""

    def __call__(self):
        if self.year is None:
            raise NotFound("year")
        name = f"{self.context.getId()}-{self.chosen}.csv"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return csv_bytes(_translated(COLUMNS), self._rows())

    def _rows(self):
        yield _translated((_("Year"), str(self.chosen), self._cell(self.year["total"])))
        for table in self.year["tables"]:
            for row in table["rows"]:
                yield table["title"], row["title"], self._cell(row["number"])
        for row in self.year["times"]:
            for title, name in ((MEDIAN, "median_hours"), (SHARE, "share_in_time")):
                yield row["title"], api.portal.translate(title), self._cell(row[name])

    def _cell(self, value):
        return api.portal.translate(HIDDEN) if value is None else value


class PublishYear(FiguresView, ActPage):
    """``@@publish-figures``, which publishes the figures of a year."""

    acts = acts(PUBLISH)


class WithdrawYear(FiguresView, ActPage):
    """``@@withdraw-figures``, which withdraws the figures of a year."""

    acts = acts(WITHDRAW)


class FiguresPointer(ViewletBase):
    """The link on the hub's page to the latest published figures."""

    def links(self) -> list[dict]:
        stored = yearly_figures.stored_years(self.context).items()
        year = next((year for year, each in stored if each["published"]), None)
        title = _("How comments and messages were handled in ${year}", mapping={"year": year})
        return [link(f"{self.context.absolute_url()}/@@messages-figures", title)] if year else []


def _translated(cells):
    return [api.portal.translate(each) if isinstance(each, str) else each for each in cells]
