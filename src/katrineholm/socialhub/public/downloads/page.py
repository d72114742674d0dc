"""A service's download: first what would happen, then all of it or nothing."""

from hmac import compare_digest
from typing import Any

import transaction
from plone import api
from Products.Five import BrowserView
from zope.interface import implementer

from ... import _
from ...core.timeline.downloaded import RECORD
from ...core.timeline.pictures import MOST
from ...core.timeline.written import CHANGED, NEW, SAME
from ...site.forms.refusals import FaultyFields, Refusal
from ...site.forms.request import KeepsWhatWasWritten, leave, require_form, text
from ..posting.page import IEntryForm
from .bringing import MOST_PICTURES, bring_in, for_record_only, preview, seen
from .pictures import TOO_MANY
from .told import CLOSED, LEFT_OUT, is_too_much, told, words
from .uploads import uploads_in


@implementer(IEntryForm)
class ImportDownload(KeepsWhatWasWritten, BrowserView):
    """``@@import-download`` on a channel.

    Nothing is kept in between: whoever has looked chooses the same files again, and another file
    than the one that was looked at is looked at first.
    """

    title = _("Bring in a download")
    too_many = TOO_MANY
    most = MOST
    outcome: Any = None  # see ``bringing.Outcome``, once it has been looked
    is_another = False

    def __call__(self):
        if self.request.method == "POST":
            require_form(self.request)
            self.take(self.request.form)
        return self.index()

    def take(self, form):
        """Look at the files, or keep them where they are those that were looked at."""
        files, only, network = uploads_in(form), self.is_record_only, self.shows_network
        try:
            if text(form, "do") == "keep" and self._was_looked_at(form, files, only):
                done = bring_in(
                    self.context,
                    files,
                    record_only=only,
                    show_network=network,
                    most=MOST_PICTURES,
                )
                return leave(self.request, self.next_url(done), _said(done))
            self.outcome = preview(self.context, files, record_only=only, show_network=network)
        except Refusal as refusal:
            # All of a download is kept, or nothing: what was written until now goes.
            transaction.doom()
            self.refuse(FaultyFields({"file": refusal.sentence}))

    def _was_looked_at(self, form, files, only):
        now = seen(self.context, files, record_only=only)
        self.is_another = not compare_digest(text(form, "seen").encode(), now.encode())
        return not self.is_another

    @property
    def is_record_only(self) -> bool:
        """Whether it is asked that nothing is shown."""
        return text(self.request.form, "record_only") == "1"

    @property
    def shows_network(self) -> bool:
        """Whether posts are shown that only the account's own network sees at the service."""
        return text(self.request.form, "show_network") == "1"

    @property
    def only(self):
        """Why nothing can be shown here, whatever is asked."""
        return for_record_only(self.context)

    def told(self) -> dict:
        """What the download holds."""
        return told(self.outcome)

    def is_too_much(self) -> bool:
        return is_too_much(self.outcome)

    def is_for_record(self) -> bool:
        return self.outcome.kept == RECORD

    def closed(self) -> list[dict]:
        """What is never public, by why."""
        return words(self.outcome.report.closed, CLOSED)

    def left_out(self) -> list[dict]:
        """What is never opened, by why."""
        return words(self.outcome.report.left_out, LEFT_OUT)

    def passed_over(self, file: dict) -> list[dict]:
        """What is left out of a file, by why."""
        return words(file["left_out"], LEFT_OUT)

    def next_url(self, done) -> str:
        """The channel, or what of it is not shown."""
        hidden = "/@@hidden-entries" if done.kept == RECORD else ""
        return f"{self.context.absolute_url()}{hidden}"


def _said(outcome):
    """What was kept, and how much of it was not."""
    lost = {"films": outcome.report.films, "pictures": outcome.report.beyond}
    told = [_kept(outcome)]
    if any(lost.values()):
        text = _("Not brought in: ${films} films, ${pictures} pictures.", mapping=lost)
        told.append(text)
    return " ".join(map(api.portal.translate, told))


def _kept(outcome):
    numbers = {name: outcome.done[name] for name in (NEW, CHANGED, SAME)}
    if outcome.kept == RECORD:
        return _(
            "The download is kept for the record: "
            "${new} new, ${changed} changed, ${same} as before.",
            mapping=numbers,
        )
    return _(
        "The download is brought in: ${new} new, ${changed} changed, ${same} as before.",
        mapping=numbers,
    )
