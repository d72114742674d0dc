"""``POST @import-download`` on a channel: a preview, or the import itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import transaction

from ...core.sources.download_files import Upload
from ...site.pages.act_service import ActService, Refused
from ...site.pages.acts import Act, acts
from ...site.pages.refusals import Refusal
from .download_import import ImportOutcome
from .download_page import IMPORT, PREVIEW, IDownload, form_flag, uploaded_files
from .download_summary import outcome_summary


class ImportDownloadPost(ActService):
    """``POST`` of ``multipart/form-data`` with one or more fields ``file``, and three flags."""

    acts = acts(*(replace(each, fields=IDownload, judged=True) for each in (PREVIEW, IMPORT)))
    addressed = ("held", "seen")  # a program needs no preview

    def body(self) -> dict:
        return self.request.form

    def requested_name(self, body: Mapping) -> str:
        return (PREVIEW if form_flag(body, "dry_run", True) else IMPORT).name

    def uploads(self, form: Mapping) -> list[Upload]:
        """Return the files in the body."""
        return uploaded_files(form)

    def hold(self, files: Sequence[Upload], outcome: ImportOutcome) -> None:
        """Do nothing, because a program sends the files again."""

    def require_seen(self, form: Mapping) -> None:
        """Do nothing, because a program needs no preview."""

    def answer(self, act: Act, outcome: ImportOutcome) -> dict:
        url = f"{self.context.absolute_url()}/@import-download"
        return {"@id": url, "dry_run": act.name == PREVIEW.name} | outcome_summary(outcome)

    def refusal(self, refusal: Refusal | Refused) -> dict:
        # A download is imported completely or not at all.
        transaction.doom()
        return super().refusal(refusal)
