"""The official list and our names as files, and metadata about them for data portals."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...accounts.channels.facts import PUBLIC_STATES, ChannelFacts
from ...accounts.channels.own_names import name_log, own_names
from ...accounts.channels.person import person
from ...accounts.channels.responsibility import Duties, hub_duties
from ...accounts.channels.times import today
from ...core.files.csv_writer import csv_bytes
from ...core.files.ods_writer import ods_bytes
from ...site.pages.page_cache import IPurgedPage
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import is_switched_on
from ...site.pages.response import tagged_document
from ...site.settings.registry import municipality_name, setting
from . import columns
from .changes_feed import MEDIA_TYPE as ATOM
from .changes_feed import latest_change
from .channel_list import listed_channels
from .dcat import CC0, Distribution, dcat_document
from .jsonld import Organisation
from .list_serializer import channel_item
from .own_names_page import KIND_TITLES, name_item
from .query import public_query, query_from

CSV = "text/csv"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
JSON = "application/json"
RDF = "application/rdf+xml"
FILES = (
    ("export-csv", CSV, _("Official channels (CSV)")),
    ("export-ods", ODS, _("Official channels (ODS)")),
    ("export-json", JSON, _("Official channels (JSON)")),
    ("export-names", CSV, _("Our domains, senders and apps (CSV)")),
    ("opml", "text/x-opml", _("Feeds of the official channels (OPML)")),
    ("changes.atom", ATOM, _("Changes of the official list (Atom)")),
)


@implementer(IPurgedPage)
class Export(BrowserView):
    """Base class of the files, which follow the list's filters and contain only public data.

    With ``full=1``, managers of the list also get duties, and channels in every state.
    """

    suffix, extension = "", ""

    def __call__(self):
        if self.is_full and not may_manage_register(self.context):
            raise Unauthorized(self.__name__)
        response = self.request.response
        name = f"{self.context.getId()}{self.suffix}-{today().isoformat()}.{self.extension}"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return self.document()

    def document(self) -> Any:
        """Return the content of the file."""
        raise NotImplementedError

    @property
    def is_full(self) -> bool:
        """True if more than the public data is requested."""
        return is_switched_on(self.request.form, "full")

    def channels(self) -> list[ChannelFacts]:
        query = query_from(self.request.form, None)
        if self.is_full:
            return list(listed_channels(self.context, query).rows)
        rows = listed_channels(self.context, public_query(query, PUBLIC_STATES)).rows
        return [facts for facts in rows if facts.state in PUBLIC_STATES]

    def titles(self) -> list[str]:
        more = [columns.DUTY_COLUMNS] if self.is_full else []
        return columns.column_titles(columns.PUBLIC_COLUMNS, *more)

    def rows(self) -> list[list]:
        url = self.request.physicalPathToURL
        public_cells = [(facts, columns.public_cells(facts, url)) for facts in self.channels()]
        if not self.is_full:
            return [cells for _facts, cells in public_cells]
        held, known = hub_duties(self.context), cache(person)
        return [
            cells + columns.duty_cells(facts, held.get(facts.uid, Duties()), known)
            for facts, cells in public_cells
        ]


class ExportCsv(Export):
    """``@@export-csv``: a CSV file that suits a Swedish Excel."""

    extension = "csv"

    def document(self) -> Any:
        document = csv_bytes(self.titles(), self.rows())
        return tagged_document(self.request, document, f"{CSV}; charset=utf-8; header=present")


class ExportNames(ExportCsv):
    """``@@export-names``: a CSV file of the domains, senders and apps that the office lists."""

    suffix = "-names"

    def titles(self) -> list[str]:
        return columns.column_titles(columns.NAME_COLUMNS)

    def rows(self) -> list[list]:
        names = [line.name for line in own_names(self.context).values()]
        kinds = {kind: api.portal.translate(title) for kind, title in KIND_TITLES.items()}
        return [[each.value, kinds[each.kind], each.title, each.purpose] for each in names]


class ExportOds(Export):
    """``@@export-ods``: a spreadsheet for LibreOffice and Excel."""

    extension = "ods"

    def document(self) -> Any:
        sheet = api.portal.translate(_("Official channels"))
        return tagged_document(self.request, ods_bytes(sheet, self.titles(), self.rows()), ODS)


class ExportJson(Export):
    """``@@export-json``: a JSON file with the items of ``@channels`` and of ``@own-names``."""

    extension = "json"

    def document(self) -> Any:
        items = self.items()
        names = [name_item(line.name, line.time) for line in own_names(self.context).values()]
        document = {
            "title": api.portal.translate(_("Official channels in social media")),
            "publisher": municipality_name(),
            "license": CC0,
            "generated": datetime.now(UTC).isoformat(timespec="seconds"),
            "items_total": len(items),
            "items": items,
            "own_names": names,
        }
        text = json.dumps(document, ensure_ascii=False)
        # Generated again it is the same list.
        return tagged_document(self.request, text, JSON, same=json.dumps([items, names]).encode())

    def items(self) -> list[dict]:
        found = [(facts, channel_item(facts, self.request)) for facts in self.channels()]
        if not self.is_full:
            return [each for _facts, each in found]
        held, known = hub_duties(self.context), cache(person)
        return [each | _duties(held.get(facts.uid, Duties()), known) for facts, each in found]


@implementer(IPurgedPage)
class Dcat(BrowserView):
    """``@@dcat``: metadata about the list and its files, according to DCAT-AP-SE."""

    def __call__(self):
        base = self.context.absolute_url()
        files = [
            Distribution(f"{base}/@@{name}", type, api.portal.translate(title))
            for name, type, title in FILES
        ]
        email = setting("office_email") or ""
        publisher = Organisation(municipality_name(), api.portal.get().absolute_url(), email)
        modified = self._latest_change() or self.context.created().asdatetime().date()
        document = dcat_document(f"{base}/@@official-list", publisher, files, modified=modified)
        return tagged_document(self.request, document, RDF)

    def _latest_change(self):
        """Return the day (UTC) of the latest change of the list or of our names, or None."""
        names = [datetime.fromtimestamp(e.time, UTC).date() for e in name_log(self.context)[:1]]
        return max(filter(None, [latest_change(self.context), *names]), default=None)


def _duties(duties, person):
    return {
        "responsible": _named(person(duties.responsible)),
        "substitute": _named(person(duties.substitute)),
        "confirmed_on": duties.confirmed or None,
    }


def _named(someone):
    return someone and {"name": someone.name, "email": someone.email}
