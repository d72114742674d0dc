"""``@@channel-figures`` on a hub or an administration: the figures, as a council reads them."""

from functools import cached_property

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import ISocialHub
from ...site.pages.acts import Page
from ...site.pages.page_values import link
from ...site.pages.query import url_with_query
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text
from .figure_sums import sums_of
from .figures import FiguresRow, channel_figures
from .figures_serializer import (
    cell_values,
    gap_sentences,
    month_charts,
    month_table,
    month_title,
    place_table,
    read_sections,
    sum_rows,
)
from .period import month_text, requested_period
from .post_counts import most_read

FILES = {
    "channel-figures-ods": _("Spreadsheet (ODS)"),
    "channel-figures-csv": _("Every channel and month (CSV)"),
}


class FiguresView(Page):
    """The page of the figures; an invalid period in the query string is rejected as a whole."""

    leads_back = True

    @property
    def is_hub(self) -> bool:
        return ISocialHub.providedBy(self.context)

    @property
    def title(self) -> Message:
        """The title: a hub's figures are the municipality's."""
        if self.is_hub:
            return _("Social media in figures")
        return _("${place} in figures", mapping={"place": self.context.title})

    @property
    def lead(self) -> Message:
        first, last = (month_title(month) for month in (self.period.start, self.period.stop - 1))
        return _("From ${first} to ${last}.", mapping={"first": first, "last": last})

    @cached_property
    def requested(self) -> tuple[range, Message | None]:
        """The requested period and None, or the default period and an error message."""
        try:
            return requested_period(self.request.form), None
        except Refusal as refusal:
            return requested_period({}), refusal.sentence

    @property
    def period(self) -> range:
        return self.requested[0]

    @property
    def refused(self) -> Message | None:
        return self.requested[1]

    @cached_property
    def rows(self) -> list[FiguresRow]:
        return channel_figures(self.context, self.period)

    def field_value(self, name: str) -> str:
        """Return the value of the form's field for the month ``from`` or ``to``."""
        if self.refused:
            return form_text(self.request.form, name)
        return month_text(self.period.start if name == "from" else self.period.stop - 1)

    def sums(self) -> list[dict]:
        """Return the sums with their ``title``, ``cell`` and ``note``."""
        return [
            {"title": title, "cell": cell_values(cell), "note": note}
            for title, cell, note in sum_rows(sums_of(self.rows))
        ]

    def charts(self) -> list[dict]:
        return month_charts(self.rows, self.period)

    @cached_property
    def month_table(self) -> dict:
        """The table of the months, which has the numbers of the charts and more."""
        return month_table(self.rows, self.period)

    @cached_property
    def place_table(self) -> dict:
        """The table of a hub's administrations, or of an administration's channels."""
        url = self.request.physicalPathToURL
        return place_table(self.rows, url, by_office=self.is_hub)

    def cells(self, row: list) -> list[dict]:
        """Return the values of a table's row after its heading."""
        return [cell_values(cell) for cell in row[1:]]

    def most_read(self) -> list[dict]:
        """Return the posts that were seen and liked most, as far as services say it."""
        hub, channels = hub_of(self.context), [row.facts for row in self.rows]
        return read_sections(most_read(hub, channels, self.period), hub.absolute_url())

    def gaps(self) -> list[str]:
        return [*gap_sentences(self.rows)]

    def files(self) -> list[dict]:
        """Return the links to the figures of the same period as files."""
        period = {name: self.field_value(name) for name in ("from", "to")}
        return [
            link(url_with_query(f"{self.context.absolute_url()}/@@{name}", **period), title)
            for name, title in FILES.items()
        ]
