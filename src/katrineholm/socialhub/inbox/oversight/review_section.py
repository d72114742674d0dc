"""The section about a removal's review on a message's page, its form, and the list of them."""

from itertools import islice
from time import time

from AccessControl import Unauthorized
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.messages.flow import ACTORS
from ...core.messages.guards import GUARDS
from ...core.messages.store import messages_of
from ...site.forms.acts import Page
from ...site.forms.faults import Fields
from ...site.forms.request import text
from ..desk.shown import row
from ..records.section import MessageForm, Section
from ..routing.roles import is_handler
from ..steps.given import cleaned_text
from ..steps.knowing import latest_removal
from ..steps.rules import rule_text
from . import removals
from .removals import is_unreviewed

MOST = 100  # on the list
ANSWERS = {"yes": True, "no": False}


class ReviewSection(Section):
    """For as long as a removal waits for its review."""

    name = "review"
    who = ACTORS
    index = ViewPageTemplateFile("review.pt")

    @property
    def is_offered(self) -> bool:
        is_theirs = super().is_offered and self.may_change
        return is_theirs and is_unreviewed(self.view.hub, self.number)

    @property
    def is_own(self) -> bool:
        """Whether the present user took it down."""
        return removals.is_own(self.view.hub, self.number)

    @property
    def is_deleted(self) -> bool:
        """Whether it cannot be restored."""
        return self.state.publication == "deleted"

    def removal(self) -> dict:
        """What was done: see ``told_of``."""
        return told_of(self.view.hub, self.number)


class ReviewRemoval(MessageForm):
    """``@@review-removal`` on a hub: ``stands`` is yes or no, ``reason`` why."""

    section = ReviewSection
    done = _("The review is noted.")

    def take(self, form):
        answer, fields = text(form, "stands"), Fields(form)
        fields.demand("stands", answer in ANSWERS, _("Say whether the removal stands."))
        reason = fields.read("reason", cleaned_text)
        fields.demand("reason", reason, GUARDS["reason"].refusal)
        fields.done()
        removals.review(self.hub, self.number, stands=ANSWERS[answer], reason=reason, now=self.now)


class ReviewsView(Page):
    """``@@messages-reviews`` on a hub: the removals that the present user may review."""

    title = _("Removals to review")
    lead = _("Every removal is looked at by somebody else than whoever took the message down.")
    index = ViewPageTemplateFile("reviews.pt")

    def __call__(self):
        if not is_handler(self.context):
            raise Unauthorized(self.__name__)
        return super().__call__()

    def waiting(self) -> list[dict]:
        """Each as a row of the list of messages, with its ``removal``; the earliest first."""
        hub, now = self.context, int(time())
        numbers = islice(removals.waiting(hub), MOST)
        return [row(hub, number, now) | {"removal": told_of(hub, number)} for number in numbers]


def told_of(hub, number: int) -> dict:
    """A message's latest removal: ``who``, ``when``, ``rules`` as texts, ``reason``."""
    line = latest_removal(hub, number)
    log = messages_of(hub).log(number)
    acted = next((each["given"] for each in reversed(log) if each["step"] == "act"), {})
    return {
        "who": member_name(line["who"]),
        "when": when(line["time"]),
        "rules": [f"{code}: {rule_text(code, hub, number)}" for code in acted.get("rules", ())],
        "reason": acted.get("reason", ""),
    }
