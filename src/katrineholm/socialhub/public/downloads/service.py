"""``POST @import-download`` on a channel: a preview, or the import itself."""

from collections.abc import Mapping
from dataclasses import replace

import transaction

from ...site.forms.act_service import ActService, Refused
from ...site.forms.acts import Act, acts
from ...site.forms.refusals import Refusal
from .bringing import Outcome
from .page import KEEP, LOOK, IDownload, flag
from .told import told


class ImportDownload(ActService):
    """Reads ``multipart/form-data``: ``file`` once or more and three flags."""

    acts = acts(*(replace(each, fields=IDownload, judged=True) for each in (LOOK, KEEP)))
    addressed = ("seen",)  # a program needs no preview

    def body(self) -> dict:
        return self.request.form

    def named(self, body: Mapping) -> str:
        return (LOOK if flag(body, "dry_run", True) else KEEP).name

    def require_seen(self, form: Mapping) -> None:
        """A program needs no preview."""

    def answer(self, act: Act, outcome: Outcome) -> dict:
        url = f"{self.context.absolute_url()}/@import-download"
        return {"@id": url, "dry_run": act.name == LOOK.name} | told(outcome)

    def refusal(self, refusal: Refusal | Refused) -> dict:
        # All of a download is imported, or nothing.
        transaction.doom()
        return super().refusal(refusal)
