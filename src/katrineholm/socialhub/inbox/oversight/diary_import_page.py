"""``@@diary-import`` on a hub, where the registrar takes in diary numbers from a CSV file."""

from hmac import compare_digest
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...core.files.csv_reader import MAX_BYTES
from ...core.files.form_value import packed_file, unpacked_file
from ...core.files.table_faults import TableFault
from ...site.pages.act_service import ActService
from ...site.pages.acts import Act, ActPage, act_form, acts
from ...site.pages.form_schema import Line, LongText, Upload
from ...site.pages.parser_calls import read_upload
from ...site.pages.refusals import FaultyFields, Refusal, error_message
from ..steps.roles import has_role_anywhere
from .diary_numbers import (
    NEW,
    REFUSED,
    SAME,
    PlannedNumber,
    numbers_fingerprint,
    planned_numbers,
    read_numbers,
    store_numbers,
)
from .diary_page import COLUMNS, REGISTRAR_ROLE

VERDICTS = {NEW: _("Will be registered"), SAME: _("Is registered already"), REFUSED: _("Refused")}
CHANGED = _("The list has changed since you looked. This is what would happen now.")


class INumbersFile(Interface):
    """The form that uploads a file to be previewed."""

    file = Upload(title=_("CSV file"), demand=_("Choose a file."))
    widget("file", accept=".csv,text/csv")


class INumbersConfirmation(Interface):
    """The form that confirms an import, with the file and the fingerprint of its preview."""

    carried = Line(required=False)
    seen = Line(required=False)
    widget("carried", type="hidden")
    widget("seen", type="hidden")


class INumbersText(Interface):
    """The body of the service: the text of a CSV file; a preview stores nothing."""

    csv = LongText(title=_("The text of the CSV file"), demand=_("Choose a file."))
    preview = Bool(title=_("Only see what would happen"), required=False)


def file_plan(hub: Container, data: bytes) -> list[PlannedNumber]:
    """Return the effect of each row of a CSV file. Raise FaultyFields if it cannot be read."""
    return planned_numbers(hub, read_upload(read_numbers, data))


def _look(at, given):
    data = given["file"].read(MAX_BYTES + 1)
    at.planned = file_plan(at.context, data)
    at.carried = _packed(data)


def _packed(data: bytes) -> str:
    try:
        return packed_file(data)
    except TableFault as fault:
        raise FaultyFields({"file": error_message(fault)}) from fault


def _store(at, given):
    at.carried = given["carried"]
    at.planned = file_plan(at.context, unpacked_file(at.carried))
    if not compare_digest(given["seen"].encode(), numbers_fingerprint(at.planned).encode()):
        raise Refusal(CHANGED)
    return store_numbers(at.context, at.planned, now=int(time()))


def _take_in(at, given):
    planned = file_plan(at.context, given["csv"].encode())
    if not given["preview"]:
        store_numbers(at.context, planned, now=int(time()))
    return planned


LOOK = Act("look", _look, title=_("See what would happen"), fields=INumbersFile, stays=True)
STORE = Act(
    "store",
    _store,
    lambda number: _("Messages registered: ${number}.", mapping={"number": str(number)}),
    title=_("Register these messages"),
    fields=INumbersConfirmation,
)
TAKE_IN = Act("take-in", _take_in, title=_("Take in diary numbers"), fields=INumbersText)


class DiaryImportPage(ActPage):
    """The page with a preview of each row; nothing is stored until it is confirmed."""

    index = ViewPageTemplateFile("diary_import.pt")
    title = _("Take in diary numbers")
    lead = _(
        "Choose a CSV file from the diary's system, with a receipt number and a diary number in "
        "each row. First you see what would happen. Rows that are refused are passed over, and the "
        "rest is registered."
    )
    acts = acts(LOOK, STORE)
    planned: Any = ()
    carried = ""

    def __call__(self):
        if not has_role_anywhere(self.context, REGISTRAR_ROLE):
            raise Unauthorized(self.__name__)
        return super().__call__()

    def requested_name(self, data: Any) -> str:
        return super().requested_name(data) or LOOK.name

    def next_url(self) -> str:
        return f"{self.context.absolute_url()}/@@diary"

    def confirmation(self) -> dict | None:
        """Return the form that stores the previewed file; None if no row is new."""
        if not any(each.verdict == NEW for each in self.planned):
            return None
        hidden = {"carried": self.carried, "seen": numbers_fingerprint(self.planned)}
        return act_form(self.url, STORE, do=STORE.name, values=hidden)

    def table(self) -> dict | None:
        """Return the effect of each row as a table, the refused rows first; None without rows."""
        head = (_("Line"), _("Receipt number"), COLUMNS[1], _("What happens"))
        ordered = sorted(self.planned, key=lambda each: each.verdict != REFUSED)
        rows = [(str(e.line), e.receipt, e.diary_number, _effect(e)) for e in ordered]
        return {"head": head, "rows": rows} if rows else None


class DiaryNumbersPost(ActService):
    """``POST @diary-numbers`` on a hub: takes in diary numbers from the text of a CSV file.

    The body has ``csv``, and ``preview`` if nothing is to be stored. The answer has the effect of
    each row: ``verdict`` is ``new``, ``unchanged`` or ``refused``, for the given ``reason``.
    """

    acts = acts(TAKE_IN)

    def reply(self) -> Any:
        if not has_role_anywhere(self.context, REGISTRAR_ROLE):
            raise Unauthorized("diary-numbers")
        return super().reply()

    def answer(self, act: Act, result: list[PlannedNumber]) -> dict:
        items = [
            {
                "line": each.line,
                "receipt": each.receipt,
                "diary_number": each.diary_number,
                "verdict": each.verdict,
                "message": each.number or None,
                "reason": each.reason and api.portal.translate(each.reason),
            }
            for each in result
        ]
        url = f"{self.context.absolute_url()}/@diary-numbers"
        return {"@id": url, "items": items, "items_total": len(items)}


def _effect(row: PlannedNumber) -> Message | str:
    return row.reason or VERDICTS[row.verdict]
