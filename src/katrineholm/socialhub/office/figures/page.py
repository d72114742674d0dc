"""``@@channel-figures`` on a hub: the table for the council, and the same as CSV."""

from functools import cached_property

from plone.api.portal import translate
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.moments import day, month_name
from ...core.tables.csvout import csv_bytes
from ...core.timeline.months import year_month
from ...public.register.choices import STATE_TITLES
from ...site.forms.acts import Page
from ...site.forms.queries import address
from ...site.forms.refusals import Refusal
from ...site.forms.request import text
from ...site.settings.titles import service_title
from .counting import REASONS, Cell, change, total
from .gathering import Row, figures
from .period import period_from, usual, written

TABLES = (
    ("posts", _("Posts"), _("Sum"), total),
    ("followers", _("Followers"), _("Change"), change),
    ("comments", _("Comments"), _("Sum"), total),
)
COLUMNS = (
    *(_("Administration"), _("Channel"), _("Service"), _("Status"), _("Month"), _("Posts")),
    *(_("Remark (posts)"), _("Followers"), _("Counted on"), _("Remark (followers)")),
    *(_("Comments"), _("Remark (comments)"), _("Page on this site")),
)


class FiguresView(Page):
    """The page; its period comes from the query string and is rejected as a whole."""

    title = _("Figures of each channel")
    lead = _(
        "Posts, followers and comments by month. A dash is a gap: it is not known, and never means "
        "nought."
    )

    @cached_property
    def requested(self) -> tuple[range, Message | None]:
        """The requested period and None; or the default one and an error message."""
        try:
            return period_from(self.request.form), None
        except Refusal as refusal:
            return usual(), refusal.sentence

    @property
    def period(self) -> range:
        return self.requested[0]

    @property
    def refused(self) -> Message | None:
        return self.requested[1]

    @cached_property
    def rows(self) -> list[Row]:
        return figures(self.context, self.period)

    def field_value(self, name: str) -> str:
        """Return the value of the field for the first or the last month."""
        if self.refused:
            return text(self.request.form, name)
        return written(self.period.start if name == "from" else self.period.stop - 1)

    def months(self) -> list[dict]:
        """Return the columns: short titles, with full ones for screen readers."""
        return [_titles(number) for number in self.period]

    def tables(self) -> list[dict]:
        """Return the tables of posts, followers and comments, with a row for each channel."""
        return [
            {
                "id": name,
                "title": title,
                "last": last,
                "rows": [self._shown(row, getattr(row, name), reckon) for row in self.rows],
            }
            for name, title, last, reckon in TABLES
        ]

    def remarks(self) -> list[Message]:
        """Return the legend of the remarks that occur."""
        cells = (
            cell for row in self.rows for name, *_rest in TABLES for cell in getattr(row, name)
        )
        found = {cell.why for cell in cells}
        return [REASONS[why] for why in REASONS if why in found]

    def csv_url(self) -> str:
        first, last = (self.field_value(name) for name in ("from", "to"))
        page = f"{self.context.absolute_url()}/@@channel-figures-csv"
        return address(page, **{"from": first, "to": last})

    def _shown(self, row, cells, reckon):
        return {
            "title": row.facts.title,
            "url": self.request.physicalPathToURL(row.facts.path),
            "whose": _whose(row.facts),
            "cells": [shown(cell) for cell in cells],
            "last": shown(reckon(cells)),
        }


class FiguresTable(FiguresView):
    """``@@channel-figures-csv``: a row for each channel and month."""

    def __call__(self):
        first, last = written(self.period.start), written(self.period.stop - 1)
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        name = f'attachment; filename="kanaler-{first}-{last}.csv"'
        response.setHeader("Content-Disposition", name)
        return csv_bytes([translate(title) for title in COLUMNS], self._cells())

    def _cells(self):
        for row in self.rows:
            facts = row.facts
            cells = zip(self.period, row.posts, row.followers, row.comments, strict=True)
            for month, posts, followers, comments in cells:
                yield (
                    *(facts.administration.title, facts.title, service_title(facts.platform)),
                    *(translate(STATE_TITLES[facts.state]), written(month)),
                    *(posts.number, reason(posts), followers.number, followers.day),
                    *(reason(followers), comments.number, reason(comments)),
                    self.request.physicalPathToURL(facts.path),
                )


def shown(cell: Cell) -> dict:
    """Return a cell as texts, a dash for a gap; ``part``: the number may be too low."""
    number = "–" if cell.number is None else f"{cell.number:,}".replace(",", "\u00a0")
    return {
        "text": number,
        "why": reason(cell) or (day(cell.day) if cell.day else ""),
        "part": cell.number is not None and bool(cell.why),
    }


def reason(cell: Cell) -> str:
    """Return why a number is missing or may be too low, in the reader's language."""
    return translate(REASONS[cell.why]) if cell.why else ""


def _whose(facts):
    state = [] if facts.state == "official" else [translate(STATE_TITLES[facts.state])]
    return ", ".join([facts.administration.title, service_title(facts.platform), *state])


def _titles(number):
    year, month = year_month(number)
    return {
        "short": f"{month_name(month)[:3]} {year % 100:02}",
        "name": f"{month_name(month)} {year}",
    }
