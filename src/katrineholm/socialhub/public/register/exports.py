"""The official list as files: CSV, ODS and JSON."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.duty_storage import hub_duties
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.person import Person, person
from ...accounts.channels.responsibility import Duties
from ...accounts.channels.times import today
from ...core.files.csv_writer import csv_bytes
from ...core.files.ods_writer import ods_bytes
from ...site.pages.permissions import may_manage_register
from ...site.pages.query import is_switched_on
from ...site.pages.response import tagged_document
from ...site.settings.registry import municipality_name
from . import columns
from .channel_item import channel_item
from .channel_list import PUBLIC_STATES, listed_channels
from .dcat import CC0
from .query import public_query, query_from

CSV = "text/csv"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
JSON = "application/json"


class Export(BrowserView):
    """Base of the files: the list's own filters, and only public data.

    With ``full=1`` those who manage the list get duties, too, and channels in every state.
    """

    extension = ""

    def __call__(self):
        if self.is_full and not may_manage_register(self.context):
            raise Unauthorized(self.__name__)
        response = self.request.response
        name = f"{self.context.getId()}-{today().isoformat()}.{self.extension}"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return self.document()

    def document(self) -> Any:
        raise NotImplementedError

    @property
    def is_full(self) -> bool:
        """True if more than the public data is requested."""
        return is_switched_on(self.request.form, "full")

    def channels(self) -> list[ChannelFacts]:
        """Return the facts of the requested channels."""
        query = query_from(self.request.form, None)
        if self.is_full:
            return list(listed_channels(self.context, query).rows)
        rows = listed_channels(self.context, public_query(query, PUBLIC_STATES)).rows
        return [facts for facts in rows if facts.state in PUBLIC_STATES]

    def titles(self) -> list[str]:
        groups = (
            [columns.PUBLIC_COLUMNS, columns.DUTY_COLUMNS]
            if self.is_full
            else [columns.PUBLIC_COLUMNS]
        )
        return columns.column_titles(*groups)

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
    """``@@export-csv``: for a Swedish Excel."""

    extension = "csv"

    def document(self) -> Any:
        document = csv_bytes(self.titles(), self.rows())
        return tagged_document(self.request, document, f"{CSV}; charset=utf-8; header=present")


class ExportOds(Export):
    """``@@export-ods``: for LibreOffice and Excel."""

    extension = "ods"

    def document(self) -> Any:
        sheet = api.portal.translate(_("Official channels"))
        return tagged_document(self.request, ods_bytes(sheet, self.titles(), self.rows()), ODS)


class ExportJson(Export):
    """``@@export-json``: the items of ``@channels``."""

    extension = "json"

    def document(self) -> Any:
        items = self.items()
        document = {
            "title": api.portal.translate(_("Official channels in social media")),
            "publisher": municipality_name(),
            "license": CC0,
            "generated": datetime.now(UTC).isoformat(timespec="seconds"),
            "items_total": len(items),
            "items": items,
        }
        # Generated again it is the same list.
        same = json.dumps(items).encode()
        return tagged_document(
            self.request, json.dumps(document, ensure_ascii=False), JSON, same=same
        )

    def items(self) -> list[dict]:
        """Return the channels, with their duties if ``full`` is requested."""
        found = [(facts, channel_item(facts, self.request)) for facts in self.channels()]
        if not self.is_full:
            return [each for _facts, each in found]
        held, known = hub_duties(self.context), cache(person)
        return [each | _duties(held.get(facts.uid, Duties()), known) for facts, each in found]


def _duties(duties, person):
    return {
        "responsible": _named(person(duties.responsible)),
        "substitute": _named(person(duties.substitute)),
        "confirmed_on": duties.confirmed or None,
    }


def _named(someone: Person | None):
    return someone and {"name": someone.name, "email": someone.email}
