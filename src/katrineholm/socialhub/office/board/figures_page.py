"""``@@channel-figures`` on a hub: the figures for the council, as a page and as CSV."""

from functools import cached_property

from plone.api.portal import translate
from plone.restapi.services import Service
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.times import formatted_date, month_name
from ...core.files.csv_writer import csv_bytes
from ...core.timeline.months import year_month
from ...public.register.filters import STATE_TITLES
from ...site.pages.acts import Page
from ...site.pages.query import url_with_query
from ...site.pages.refusals import Refusal
from ...site.pages.request import form_text
from ...site.pages.rest_errors import error_body
from ...site.settings.titles import service_title
from .figure_cells import REASONS, Cell, change_cell, sum_cell
from .figures import FiguresRow, channel_figures
from .period import month_text, requested_period
from .row_serializer import channel_subtitle

TABLES = (
    ("posts", _("Posts"), _("Sum"), sum_cell),
    ("followers", _("Followers"), _("Change"), change_cell),
    ("comments", _("Comments"), _("Sum"), sum_cell),
)
COLUMNS = (
    *(_("Administration"), _("Channel"), _("Service"), _("Status"), _("Month"), _("Posts")),
    *(_("Remark (posts)"), _("Followers"), _("Counted on"), _("Remark (followers)")),
    *(_("Comments"), _("Remark (comments)"), _("Page on this site")),
)
MEASURES = ("posts", "followers", "comments")


class FiguresView(Page):
    """The page of the figures; an invalid period in the query string is rejected as a whole."""

    title = _("Figures of each channel")
    lead = _(
        "Posts, followers and comments by month. A dash is a gap: it is not known, and never means "
        "nought."
    )

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

    def months(self) -> list[dict]:
        """Return the titles of the columns, short and, for screen readers, in full."""
        return [_month_titles(number) for number in self.period]

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
        """Return the explanations of the remarks that occur in the tables."""
        cells = (
            cell for row in self.rows for name, *_rest in TABLES for cell in getattr(row, name)
        )
        found = {cell.why for cell in cells}
        return [REASONS[why] for why in REASONS if why in found]

    def csv_url(self) -> str:
        first, last = (self.field_value(name) for name in ("from", "to"))
        page = f"{self.context.absolute_url()}/@@channel-figures-csv"
        return url_with_query(page, **{"from": first, "to": last})

    def _shown(self, row, cells, reckon):
        return {
            "title": row.facts.title,
            "url": self.request.physicalPathToURL(row.facts.path),
            "whose": channel_subtitle(row.facts),
            "cells": [cell_values(cell) for cell in cells],
            "last": cell_values(reckon(cells)),
        }


class FiguresTable(FiguresView):
    """``@@channel-figures-csv``: a CSV file with a row for each channel and month."""

    def __call__(self):
        first, last = month_text(self.period.start), month_text(self.period.stop - 1)
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
                    *(translate(STATE_TITLES[facts.state]), month_text(month)),
                    *(posts.number, cell_reason(posts), followers.number, followers.day),
                    *(cell_reason(followers), comments.number, cell_reason(comments)),
                    self.request.physicalPathToURL(facts.path),
                )


def cell_values(cell: Cell) -> dict:
    """Return a cell as texts, a dash for a gap; ``part`` is True if the number may be too low."""
    number = "–" if cell.number is None else f"{cell.number:,}".replace(",", "\u00a0")
    return {
        "text": number,
        "why": cell_reason(cell) or (formatted_date(cell.day) if cell.day else ""),
        "part": cell.number is not None and bool(cell.why),
    }


def cell_reason(cell: Cell) -> str:
    """Return why a number is missing or may be too low, in the reader's language, or ""."""
    return translate(REASONS[cell.why]) if cell.why else ""


def _month_titles(number):
    year, month = year_month(number)
    return {
        "short": f"{month_name(month)[:3]} {year % 100:02}",
        "name": f"{month_name(month)} {year}",
    }


class FiguresGet(Service):
    """``GET @channel-figures?from=2026-01&to=2026-06`` on a hub, for the office."""

    def reply(self) -> dict:
        try:
            period = requested_period(self.request.form)
        except Refusal as refusal:
            return error_body(self.request, 400, refusal.sentence)
        return {
            "@id": f"{self.context.absolute_url()}/@channel-figures",
            "months": [month_text(month) for month in period],
            "items": [self._item(row) for row in channel_figures(self.context, period)],
        }

    def _item(self, row):
        facts = row.facts
        return {
            "@id": self.request.physicalPathToURL(facts.path),
            "title": facts.title,
            "administration": facts.administration.title,
            "state": facts.state,
            **{name: [_cell_item(cell) for cell in getattr(row, name)] for name in MEASURES},
        }


def _cell_item(cell):
    return {
        "number": cell.number,
        "reason": cell.why or None,
        "remark": cell_reason(cell) or None,
        "day": cell.day or None,
    }
