"""The import of channels from a table; after a preview, either all rows or none are stored."""

from functools import partial
from hmac import compare_digest
from typing import Any

from plone import api
from plone.autoform.directives import widget
from zope.interface import Interface
from zope.schema import Bool

from ... import _
from ...accounts.channels.limits import channel_fault
from ...accounts.channels.updates import update_fields
from ...core.feeds.errors import FeedError
from ...core.files.csv_reader import MAX_BYTES, MAX_ROWS
from ...core.files.form_value import packed_file, unpacked_file
from ...core.files.table_faults import TableFault
from ...core.files.table_reader import read_table
from ...site.pages.acts import Act, ActPage, act_form, acts
from ...site.pages.form_schema import Line, Upload
from ...site.pages.parser_calls import run_in_parser
from ...site.pages.refusals import FaultyFields, Refusal, error_message
from .changes import change_rows
from .plan import PlannedRow, import_plan, plan_fingerprint
from .values import (
    COLUMN_TITLES,
    IGNORED_COLUMNS,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    accepted_titles,
)

VERDICTS = {
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "refused": _("Refused"),
}


def store_plan(planned: list[PlannedRow]) -> dict[str, int]:
    """Store a plan without refused rows, and return the number of rows by verdict."""
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for each in planned:
        counts[each.verdict] += 1
        STEPS[each.verdict](each)
    return counts


def _create_channel(planned):
    given = {name: value for name, value in planned.changes.items() if value is not None}
    api.content.create(planned.place, "Channel", **given)


STEPS = {
    "new": _create_channel,
    "changed": lambda planned: update_fields(planned.place, **planned.changes),
    "unchanged": lambda planned: None,
}


class IFileForm(Interface):
    """The form that uploads a file to be previewed."""

    file = Upload(title=_("The file (XLSX or CSV)"), demand=_("Choose a file."))
    clear = Bool(title=_("Empty the fields whose cells are empty"), required=False)
    widget("file", accept=".xlsx,.csv,text/csv")


class IConfirmationForm(Interface):
    """The form that confirms an import, with the file and the fingerprint of its preview."""

    carried = Line(required=False)
    seen = Line(required=False)
    clear = Bool(required=False)
    widget("carried", type="hidden")
    widget("seen", type="hidden")
    widget("clear", type="hidden")


def _store(at, given):
    at.plan_file(unpacked_file(given["carried"]), given["clear"])
    if not compare_digest(given["seen"].encode(), at.seen.encode()):
        raise Refusal(_("The list has changed since you looked. This is what would happen now."))
    return store_plan(at.planned)


LOOK = Act(
    "look",
    lambda at, given: at.plan_file(given["file"].read(MAX_BYTES + 1), given["clear"]),
    title=_("See what would happen"),
    fields=IFileForm,
    stays=True,
)
STORE = Act(
    "store",
    _store,
    lambda counts: _(
        "The file has been brought in: ${new} new, ${changed} changed, ${unchanged} unchanged.",
        mapping=counts,
    ),
    title=_("Store all of it"),
    fields=IConfirmationForm,
)


class ImportView(ActPage):
    """``@@import`` on a hub, where a table is previewed and then imported.

    The confirmation's form contains the file, so nothing is stored in between. The file is read and
    validated again there: if its effect has changed meanwhile, there is a new preview first.
    """

    title = _("Bring channels in")
    lead = _(
        "Choose a workbook of Excel's or a CSV file. First you see what would happen, row by row; "
        "nothing is stored before you confirm, and nothing at all while a row is refused."
    )
    acts = acts(LOOK, STORE)
    planned: Any = ()  # the effect of each row
    carried = ""
    clears = False  # if empty cells empty their fields
    most_rows = MAX_ROWS

    def requested_name(self, data: Any) -> str:
        return super().requested_name(data) or LOOK.name

    def plan_file(self, data: bytes, clears: bool) -> None:
        """Plan the import of a file. Raise Refusal if the file or any row cannot be imported."""
        self.clears = clears
        try:
            self.carried = packed_file(data)
            read = partial(read_table, optional=OPTIONAL_COLUMNS)
            rows = run_in_parser(read, data, accepted_titles())
            self.planned = import_plan(self.context, rows, clear=clears)
        except (TableFault, FeedError) as fault:
            raise FaultyFields({"file": error_message(fault)}) from fault
        if self.refused_row_count:
            text = _(
                "Refused rows: ${number}. Correct them in the file; nothing is stored until then."
            )
            raise Refusal(_(text, mapping={"number": self.refused_row_count}))
        new = sum(each.verdict == "new" for each in self.planned)
        if reason := channel_fault(api.portal.get(), new):
            raise Refusal(reason)

    def confirmation(self) -> dict:
        """Return the form that stores the previewed file."""
        clear = "1" if self.clears else ""
        hidden = {"carried": self.carried, "seen": self.seen, "clear": clear}
        return act_form(self.url, STORE, do=STORE.name, values=hidden)

    @property
    def seen(self) -> str:
        """The fingerprint of the preview."""
        return plan_fingerprint(self.planned)

    @property
    def refused_row_count(self) -> int:
        """The number of rows that cannot be imported."""
        return sum(each.verdict == "refused" for each in self.planned)

    def rows(self) -> list[dict]:
        """Return the effect of each row, with the refused rows first."""
        ordered = sorted(self.planned, key=lambda each: each.verdict != "refused")
        return [
            {
                "line": each.line,
                "title": each.title,
                "verdict": each.verdict,
                "verdict_title": VERDICTS[each.verdict],
                "changes": change_rows(each.place, each.changes)
                if each.verdict == "changed"
                else (),
                "by_account": each.by_account and each.verdict == "changed",
                "reasons": each.reasons,
            }
            for each in ordered
        ]

    def columns(self) -> list[dict]:
        """Return the columns that a file may have, for the help text."""
        return [
            {"name": name, "title": title, "required": name in REQUIRED_COLUMNS}
            for name, title in COLUMN_TITLES.items()
            if name not in IGNORED_COLUMNS
        ]
