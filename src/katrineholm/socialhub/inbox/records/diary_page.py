"""``@@diary`` on a hub, for the registrar: what is to be registered, what is, and the files."""

from functools import cached_property
from itertools import islice
from time import time

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.moments import day as written
from ...accounts.channels.moments import today
from ...core.messages.shelves import KINDS, REGISTRAR, count, numbers, page
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...core.tables.csvout import csv_bytes
from ...core.tables.opendocument import MEDIA_TYPE
from ...core.tables.spreadsheet import ods_bytes
from ...site.forms.permissions import REGISTER_MESSAGES
from ...site.forms.request import day
from ...site.forms.response import serve
from ..desk.shown import row
from .diary import Entry, entries

MOST_WAITING, MOST_SHOWN = 50, 200
COLUMNS = (_("Date"), _("Diary number"), _("Sender or receiver"), _("What it concerns"))


class Period(BrowserView):
    """What the page and the files share: from one day to another, this year where none is given."""

    @cached_property
    def first(self) -> str:
        given = day(self.request.form, "from")
        return (given or today().replace(month=1, day=1)).isoformat()

    @cached_property
    def last(self) -> str:
        return (day(self.request.form, "to") or today()).isoformat()

    def found(self):
        """The entries of the period, by date."""
        return entries(self.context, self.first, self.last)


class DiaryView(Period):
    """The page."""

    def waiting(self) -> list[dict]:
        """The messages that are to be registered; the page shows the first of them only."""
        places = numbers(messages_of(self.context).root, [REGISTRAR], HANDLING, KINDS)
        now = int(time())
        return [
            row(self.context, number, now) | {"url": _url(self.context, number)}
            for number in page(places, 0, MOST_WAITING)
        ]

    def number_waiting(self) -> int:
        return to_be_registered(self.context)

    def registered(self) -> list[dict]:
        """The entries of the period, no more than a page holds."""
        return [self._shown(each) for each in islice(self.found(), MOST_SHOWN)]

    def query(self) -> str:
        """The period, for the files' addresses."""
        return f"from={self.first}&to={self.last}"

    def _shown(self, entry: Entry):
        return {
            "day": written(entry.day),
            "diary_number": entry.diary_number,
            "party": entry.party,
            "subject": entry.subject,
            "is_secret": entry.is_secret,
            "url": _url(self.context, entry.number),
        }


class DiaryFile(Period):
    """A file of the diary as anybody may have it."""

    extension = ""

    def __call__(self):
        response = self.request.response
        name = f"diarium-{self.first}-{self.last}.{self.extension}"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        titles = [api.portal.translate(title) for title in COLUMNS]
        return self.document(titles, [each.open_cells for each in self.found()])

    def document(self, titles, rows):
        raise NotImplementedError


class DiaryCsv(DiaryFile):
    """``@@diary-csv``."""

    extension = "csv"

    def document(self, titles, rows):
        return serve(self.request, csv_bytes(titles, rows), "text/csv; charset=utf-8")


class DiaryOds(DiaryFile):
    """``@@diary-ods``."""

    extension = "ods"

    def document(self, titles, rows):
        sheet = api.portal.translate(_("Diary"))
        return serve(self.request, ods_bytes(sheet, titles, rows), MEDIA_TYPE)


class DiaryLink(ViewletBase):
    """Above the list of messages, for registrars."""

    index = ViewPageTemplateFile("diary_link.pt")

    @property
    def hub(self):
        return hub_of(self.context)

    def number_waiting(self) -> int:
        return to_be_registered(self.hub)

    def render(self) -> str:
        may = api.user.has_permission(REGISTER_MESSAGES, obj=self.hub)
        return self.index() if may else ""


def to_be_registered(hub) -> int:
    """How many messages the registrar has something to do with."""
    return count(messages_of(hub).root, [REGISTRAR], HANDLING, KINDS)


def _url(hub, number):
    return f"{hub.absolute_url()}/@@messages/{number}"
