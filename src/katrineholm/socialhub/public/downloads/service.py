"""``POST @import-download`` on a channel: what would happen, unless it is to be kept."""

from dataclasses import replace

import transaction

from ...site.forms.act_service import ActService
from ...site.forms.acts import acts
from .page import KEEP, LOOK, IDownload, flag
from .told import told


class ImportDownload(ActService):
    """Takes ``multipart/form-data``: ``file`` once or more and three flags."""

    acts = acts(*(replace(each, fields=IDownload, judged=True) for each in (LOOK, KEEP)))
    addressed = ("seen",)  # a program need not have looked at it

    def body(self):
        return self.request.form

    def named(self, body):
        return (LOOK if flag(body, "dry_run", True) else KEEP).name

    def require_seen(self, form) -> None:
        """A program need not have looked at it."""

    def answer(self, act, outcome):
        url = f"{self.context.absolute_url()}/@import-download"
        return {"@id": url, "dry_run": act.name == LOOK.name} | told(outcome)

    def refusal(self, refusal):
        # All of a download is kept, or nothing: what was written until now goes.
        transaction.doom()
        return super().refusal(refusal)
