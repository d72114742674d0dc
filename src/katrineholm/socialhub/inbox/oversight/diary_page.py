"""``@@diary`` on a hub, for the registrar: messages to register, the diary, and its files."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.dexterity.content import Container
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import Interface
from zope.schema import Date

from ... import _
from ...accounts.channels.times import formatted_date, today
from ...core.files.csv_writer import csv_bytes
from ...core.files.ods_parts import MEDIA_TYPE
from ...core.files.ods_writer import ods_bytes
from ...core.messages.message_lists import (
    KINDS,
    REGISTRAR,
    listed_count,
    listed_numbers,
)
from ...core.messages.state import HANDLING
from ...core.messages.store import messages_of
from ...site.pages.acts import Page
from ...site.pages.form_schema import form_fields
from ...site.pages.page_values import fact_value
from ...site.pages.request import form_date
from ...site.pages.response import tagged_document
from ...site.pages.text_checks import NOTHING_WAITS
from ..desk.message_links import MessageLinks
from ..desk.serializer import message_row
from ..steps.authorities import has_single_authority
from ..steps.roles import has_role_anywhere, message_roles
from .diary import DiaryEntry, diary_entries

MOST_WAITING, MOST_SHOWN = 50, 200
REGISTRAR_ROLE = "registrar"
COLUMNS = (_("Date"), _("Diary number"), _("Sender or receiver"), _("What it concerns"))
NUMBER_FIRST = (COLUMNS[1], COLUMNS[0], *COLUMNS[2:])


class IPeriod(Interface):
    """The form fields for the first and last day of a period."""

    locals()["from"] = Date(title=_("From"), required=False)
    to = Date(title=_("Until"), required=False)


class DiaryPeriod(BrowserView):
    """The base class of the page and the files; its period is by default this year."""

    @cached_property
    def first(self) -> str:
        given = form_date(self.request.form, "from")
        return (given or today().replace(month=1, day=1)).isoformat()

    @cached_property
    def last(self) -> str:
        return (form_date(self.request.form, "to") or today()).isoformat()

    @property
    def is_open(self) -> bool:
        return has_role_anywhere(self.context, REGISTRAR_ROLE)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return self.respond()

    def respond(self) -> Any:
        """Return the response to a user who is a registrar."""
        raise NotImplementedError

    def found(self) -> Iterator[DiaryEntry]:
        """Yield the period's entries that belong to the registrar's own diary, sorted by date."""
        is_mine = own_diary_predicate(self.context)
        found = diary_entries(self.context, self.first, self.last)
        return (each for each in found if is_mine(each.number))


class DiaryView(DiaryPeriod, Page):
    """The page with the messages to register and the diary of a period."""

    title = _("Diary")
    lead = _("Messages that belong to a case, or may be secret, are registered.")
    index = ViewPageTemplateFile("diary.pt")
    nothing_waits = NOTHING_WAITS

    def respond(self) -> str:
        return self.index()

    def waiting(self) -> list[dict]:
        """Return the first of the messages to register, as rows."""
        numbers = islice(unregistered_numbers(self.context), MOST_WAITING)
        hub, now = self.context, int(time())
        return [message_row(hub, each, now) | {"url": _url(hub, each)} for each in numbers]

    def waiting_count(self) -> int:
        return unregistered_count(self.context)

    def registered(self) -> dict | None:
        """Return a table of the period's first entries; None if there are none."""
        rows = [self._row(each) for each in islice(self.found(), MOST_SHOWN)]
        return {"head": NUMBER_FIRST, "rows": rows} if rows else None

    def period_fields(self) -> list[dict]:
        return form_fields(IPeriod, values={"from": self.first, "to": self.last})

    def query(self) -> str:
        """Return the period as a URL query, for links to the files."""
        return f"from={self.first}&to={self.last}"

    def _row(self, entry: DiaryEntry):
        name, secret = entry.diary_number, api.portal.translate(_("Secret"))
        text = f"{name} ({secret})" if entry.is_secret else name
        number = fact_value(text, _url(self.context, entry.number))
        return [number, formatted_date(entry.day), entry.party, entry.subject]


class DiaryFile(DiaryPeriod):
    """``@@diary-csv`` and ``@@diary-ods``: the diary as a file, without secret values."""

    def respond(self) -> Any:
        extension = self.__name__.removeprefix("diary-")
        name = f"diarium-{self.first}-{self.last}.{extension}"
        self.request.response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        titles = [api.portal.translate(title) for title in COLUMNS]
        rows = [each.open_cells for each in self.found()]
        if extension == "csv":
            return tagged_document(self.request, csv_bytes(titles, rows), "text/csv; charset=utf-8")
        sheet = api.portal.translate(_("Diary"))
        return tagged_document(self.request, ods_bytes(sheet, titles, rows), MEDIA_TYPE)


class DiaryLink(MessageLinks):
    """The link to the diary, for registrars."""

    def pages(self) -> Mapping[str, str]:
        if not has_role_anywhere(self.hub, REGISTRAR_ROLE):
            return {}
        number = {"number": str(unregistered_count(self.hub))}
        return {"@@diary": _("Diary: ${number} to be registered", mapping=number)}


def unregistered_count(hub: Container) -> int:
    """Return how many messages the current registrar has to register."""
    if has_single_authority(hub):
        return listed_count(messages_of(hub).root, [REGISTRAR], HANDLING, KINDS)
    return sum(1 for _each in unregistered_numbers(hub))


def unregistered_numbers(hub: Container) -> Iterator[int]:
    """Yield the numbers of the messages that the current registrar has to register."""
    return filter(
        own_diary_predicate(hub),
        listed_numbers(messages_of(hub).root, [REGISTRAR], HANDLING, KINDS),
    )


def own_diary_predicate(hub: Container) -> Callable[[int], bool]:
    """Return a function that checks if a message belongs to the current registrar's diary."""
    if has_single_authority(hub):
        return lambda number: True
    return lambda number: REGISTRAR_ROLE in message_roles(hub, messages_of(hub)[number])


def _url(hub, number):
    return f"{hub.absolute_url()}/@@messages/{number}"
