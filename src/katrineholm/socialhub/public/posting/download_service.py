"""``POST @import-download`` on a channel: a preview, or the import itself."""

from collections.abc import Mapping
from dataclasses import replace

import transaction

from ...site.pages.act_service import ActService, Refused
from ...site.pages.acts import Act, acts
from ...site.pages.refusals import Refusal
from .download_import import ImportOutcome
from .download_page import IMPORT, PREVIEW, IDownload, form_flag
from .download_summary import outcome_summary


class ImportDownloadPost(ActService):
    """``POST`` of ``multipart/form-data`` with one or more fields ``file``, and three flags."""

    acts = acts(*(replace(each, fields=IDownload, judged=True) for each in (PREVIEW, IMPORT)))
    addressed = ("seen",)  # a program needs no preview

    def body(self) -> dict:
        return self.request.form

    def requested_name(self, body: Mapping) -> str:
        return (PREVIEW if form_flag(body, "dry_run", True) else IMPORT).name

    def require_seen(self, form: Mapping) -> None:
        """Do nothing, because a program needs no preview."""

    def answer(self, act: Act, outcome: ImportOutcome) -> dict:
        url = f"{self.context.absolute_url()}/@import-download"
        return {"@id": url, "dry_run": act.name == PREVIEW.name} | outcome_summary(outcome)

    def refusal(self, refusal: Refusal | Refused) -> dict:
        # A download is imported completely or not at all.
        transaction.doom()
        return super().refusal(refusal)
