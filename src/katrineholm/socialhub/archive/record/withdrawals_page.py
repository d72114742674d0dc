"""The view ``@@withdrawn-posts`` of a channel, for answers about posts withdrawn at the source."""

from collections.abc import Mapping
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from zope.interface import Interface

from ... import _
from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.times import formatted_time
from ...core.timeline.store import timeline_of
from ...site.pages.acts import Act, ActPage, acts
from ...site.pages.form_schema import Line
from ...site.pages.permissions import may_manage_register
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import NOTHING_WAITS, has_words
from .withdrawals import (
    decide_on_held_back,
    held_back_ids,
    may_answer_for,
    store_answer,
    unanswered_posts,
)

LONGEST = 500  # characters of a reason


class IDecisionReason(Interface):
    """The reason why the posts that are held back are withdrawn or kept."""

    reason = Line(title=_("Why (kept in the record)"), max_length=LONGEST, judged=True)


class IAnswer(IDecisionReason):
    """The answer about one withdrawn post: its id and the reason."""

    entry = Line(required=False)
    widget("entry", type="hidden")


def _answer(verdict):
    def act(at: Any, given: Mapping) -> Any:
        uid, why = at.context.UID(), _reason(given)
        if not store_answer(at.hub, uid, given["entry"], verdict, why=why, now=at.now):
            raise Refusal(_("Somebody else has answered already."))

    return act


def _decide(verdict):
    def act(at: Any, given: Mapping) -> Any:
        why = _reason(given)
        if not at.is_office:
            raise Unauthorized("@@withdrawn-posts")
        return {
            "number": decide_on_held_back(
                at.hub, facts_of(at.context), verdict, why=why, now=at.now
            )
        }

    return act


def _reason(given):
    if not has_words(given["reason"]) or len(given["reason"]) > LONGEST:
        said = _("Write why, in at most ${most} characters.", mapping={"most": LONGEST})
        raise FaultyFields({"reason": said})
    return given["reason"]


THANKS = _("Thank you. Your answer is kept with the post.")
ANSWER_ACTS = acts(
    Act("purpose", _answer("purpose"), THANKS, title=_("On purpose"), fields=IAnswer),
    Act("fault", _answer("fault"), THANKS, title=_("By a fault"), fields=IAnswer),
)
DECISION_ACTS = acts(
    Act(
        "let-go",
        _decide("let-go"),
        lambda number: _("Posts that are withdrawn now: ${number}", mapping=number),
        title=_("They are withdrawn on purpose"),
        fields=IDecisionReason,
    ),
    Act(
        "let-stand",
        _decide("let-stand"),
        lambda number: _("Posts that stand all the same: ${number}", mapping=number),
        title=_("It is a fault: let them stand"),
        fields=IDecisionReason,
    ),
)


class WithdrawalsPage(ActPage):
    """The page for answers about single withdrawn posts, and for a decision on many at once."""

    acts = acts(*ANSWER_ACTS.values(), *DECISION_ACTS.values())
    nothing_waits = NOTHING_WAITS
    context_title = _("Withdrawn at the source: ${title}")

    def __call__(self):
        self.hub, self.now = hub_of(self.context), int(time())
        if not may_answer_for(self.hub, self.context):
            raise Unauthorized("@@withdrawn-posts")
        return super().__call__()

    @property
    def is_office(self) -> bool:
        """True if the user may decide on the posts that are held back."""
        return may_manage_register(self.context)

    def posts(self) -> list[dict]:
        """Return a row with an answer form for each withdrawn post that awaits an answer."""
        kept = timeline_of(self.hub).existing
        found = [kept(each["entry_id"]) for each in unanswered_posts(self.hub, self.context.UID())]
        return [_post_row(entry) | self._answer_form(entry) for entry in found]

    def held_back(self) -> list[dict]:
        """Return a row for each post that was withdrawn with many others and awaits a decision."""
        timeline = timeline_of(self.hub)
        ids = held_back_ids(self.hub, self.context.UID())
        return [_post_row(entry) for each in ids if (entry := timeline.get(each)) is not None]

    def decision_form(self) -> dict:
        """Return the office's form to withdraw or keep the posts that are held back."""
        return self.form(*DECISION_ACTS, look="outline-danger secondary", of="wave")

    def _answer_form(self, entry):
        id, title = entry["entry_id"], entry["title"]
        form = self.form(*ANSWER_ACTS, look="secondary", of=id, about=title, entry=id)
        return {"when": formatted_time(entry["withdrawn"]), "form": form}


def _post_row(entry) -> dict:
    title = entry["title"] or entry["entry_id"]
    return {"title": title, "language": entry["language"] or None}
