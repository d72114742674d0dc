"""The official list as files: CSV, ODS and JSON."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from AccessControl import Unauthorized
from plone import api
from Products.Five import BrowserView

from ... import _
from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import today
from ...accounts.duties.ledger import duties_in
from ...accounts.people.answering import Duties
from ...accounts.people.person import Person, person
from ...core.tables.csvout import csv_bytes
from ...core.tables.spreadsheet import ods_bytes
from ...site.forms.permissions import may_manage
from ...site.forms.queries import is_set
from ...site.forms.response import serve
from ...site.settings.registry import municipality
from . import columns
from .dcat import CC0
from .item import item
from .listing import PUBLIC, listing
from .query import public, query_from

CSV = "text/csv"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
JSON = "application/json"


class Export(BrowserView):
    """Base of the files: the list's own filters, and only public data.

    With ``full=1`` those who manage the list get duties, too, and channels in every state.
    """

    extension = ""

    def __call__(self):
        if self.is_full and not may_manage(self.context):
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
        return is_set(self.request.form, "full")

    def channels(self) -> list[ChannelFacts]:
        """Return the facts of the requested channels."""
        query = query_from(self.request.form, None)
        if self.is_full:
            return list(listing(self.context, query).rows)
        rows = listing(self.context, public(query, PUBLIC)).rows
        return [facts for facts in rows if facts.state in PUBLIC]

    def titles(self) -> list[str]:
        groups = [columns.PUBLIC, columns.DUTIES] if self.is_full else [columns.PUBLIC]
        return columns.titles(*groups)

    def rows(self) -> list[list]:
        url = self.request.physicalPathToURL
        public_cells = [(facts, columns.public_cells(facts, url)) for facts in self.channels()]
        if not self.is_full:
            return [cells for _facts, cells in public_cells]
        held, known = duties_in(self.context), cache(person)
        return [
            cells + columns.duty_cells(facts, held.get(facts.uid, Duties()), known)
            for facts, cells in public_cells
        ]


class ExportCsv(Export):
    """``@@export-csv``: for a Swedish Excel."""

    extension = "csv"

    def document(self) -> Any:
        document = csv_bytes(self.titles(), self.rows())
        return serve(self.request, document, f"{CSV}; charset=utf-8; header=present")


class ExportOds(Export):
    """``@@export-ods``: for LibreOffice and Excel."""

    extension = "ods"

    def document(self) -> Any:
        sheet = api.portal.translate(_("Official channels"))
        return serve(self.request, ods_bytes(sheet, self.titles(), self.rows()), ODS)


class ExportJson(Export):
    """``@@export-json``: the items of ``@channels``."""

    extension = "json"

    def document(self) -> Any:
        items = self.items()
        document = {
            "title": api.portal.translate(_("Official channels in social media")),
            "publisher": municipality(),
            "license": CC0,
            "generated": datetime.now(UTC).isoformat(timespec="seconds"),
            "items_total": len(items),
            "items": items,
        }
        # Generated again it is the same list.
        same = json.dumps(items).encode()
        return serve(self.request, json.dumps(document, ensure_ascii=False), JSON, same=same)

    def items(self) -> list[dict]:
        """Return the channels, with their duties if ``full`` is requested."""
        found = [(facts, item(facts, self.request)) for facts in self.channels()]
        if not self.is_full:
            return [each for _facts, each in found]
        held, known = duties_in(self.context), cache(person)
        return [each | _duties(held.get(facts.uid, Duties()), known) for facts, each in found]


def _duties(duties, person):
    return {
        "responsible": _named(person(duties.responsible)),
        "substitute": _named(person(duties.substitute)),
        "confirmed_on": duties.confirmed or None,
    }


def _named(someone: Person | None):
    return someone and {"name": someone.name, "email": someone.email}
