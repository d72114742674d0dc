"""Channels from a CSV file: first what would happen, row by row, then all of it or nothing."""

import zlib
from base64 import b64decode, b64encode
from functools import partial
from hmac import compare_digest

from plone import api
from Products.Five import BrowserView

from ... import _
from ...core.feeds.errors import FeedError
from ...core.tables.csvin import MOST_BYTES, MOST_ROWS, read_csv
from ...core.tables.faults import TableFault
from ...site.forms.faults import note
from ...site.forms.refusals import sentence
from ...site.forms.request import require_form, text
from ...site.parsing.apart import apart
from .changes import changed
from .columns import PASSED_OVER, REQUIRED, TITLES, columns, optional
from .plan import fingerprint, plan
from .store import store

VERDICTS = {
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "refused": _("Refused"),
}
# The server takes no more than 1 MB of a form's own values.
MOST_CARRIED = 900_000


class ImportView(BrowserView):
    """``@@import`` on a hub.

    The file itself travels in the confirmation's form, so nothing is kept in between. It is read
    and judged again there: where the list has changed meanwhile so that something else would
    happen, that is shown first.
    """

    fault = None
    notice = None
    planned = ()
    carried = ""
    most_rows = MOST_ROWS

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            return self.judge()
        return self.index()

    def judge(self):
        """Judge the file; store it if that is what was confirmed."""
        form = self.request.form
        is_confirmed = form.get("do") == "store"
        data = unpacked(text(form, "carried")) if is_confirmed else received(form.get("file"))
        try:
            self.carried = packed(data)
            rows = apart(partial(read_csv, optional=optional()), data, columns())
            self.planned = plan(self.context, rows, clear=self.clears)
        except (TableFault, FeedError) as fault:
            self.fault = sentence(fault)
            note(self.request, {"file": self.fault})
            return self.index()
        if is_confirmed and not self.refused:
            return self.confirm(text(form, "seen"))
        return self.index()

    def confirm(self, seen):
        """Store what was seen, and nothing else."""
        if not compare_digest(seen.encode(), self.seen.encode()):
            self.notice = _("The list has changed since you looked. This is what would happen now.")
            return self.index()
        message = _(
            "The file has been brought in: ${new} new, ${changed} changed, ${unchanged} unchanged.",
            mapping=store(self.planned),
        )
        api.portal.show_message(message, self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@import")

    @property
    def clears(self) -> bool:
        """Whether it was asked that empty cells empty their fields."""
        return bool(self.request.form.get("clear"))

    @property
    def seen(self) -> str:
        """What the confirmation is about."""
        return fingerprint(self.planned)

    @property
    def refused(self) -> int:
        """The number of rows that cannot be brought in."""
        return sum(each.verdict == "refused" for each in self.planned)

    def rows(self) -> list[dict]:
        """What would happen, row by row, what is refused first."""
        ordered = sorted(self.planned, key=lambda each: each.verdict != "refused")
        return [
            {
                "line": each.line,
                "title": each.title,
                "verdict": each.verdict,
                "verdict_title": VERDICTS[each.verdict],
                "changes": changed(each.place, each.changes) if each.verdict == "changed" else (),
                "by_account": each.by_account and each.verdict == "changed",
                "reasons": each.reasons,
            }
            for each in ordered
        ]

    def columns(self) -> list[dict]:
        """The columns that a file may have, for the help."""
        return [
            {"name": name, "title": title, "required": name in REQUIRED}
            for name, title in TITLES.items()
            if name not in PASSED_OVER
        ]


def received(upload) -> bytes:
    """The bytes of a form's file field; empty where none was chosen."""
    return upload.read(MOST_BYTES + 1) if hasattr(upload, "read") else b""


def packed(data: bytes) -> str:
    """The file as the value of a hidden field; TableFault if it is too large for one."""
    text = b64encode(zlib.compress(data, 9)).decode("ascii")
    if len(text) > MOST_CARRIED:
        raise TableFault("divide")
    return text


def unpacked(text: str) -> bytes:
    """The file again; empty for what ``packed`` did not make, cut where it is too large."""
    try:
        return zlib.decompressobj().decompress(b64decode(text, validate=True), MOST_BYTES + 1)
    except (ValueError, zlib.error):
        return b""
