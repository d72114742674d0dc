"""The section and form of a removal's review, and the list of removals to review."""

from collections.abc import Iterator, Mapping
from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.moments import when
from ...accounts.people.person import member_name
from ...core.messages.flow import ACTORS
from ...core.messages.guards import GUARDS
from ...core.messages.store import messages_of
from ...site.forms.acts import Act, Page, acts, offered
from ...site.forms.schema import Pick, Words, vocabulary
from ..desk.shown import row
from ..records.section import IAbout, MessageForm, Section, bare, fact, facts, paragraph
from ..routing.roles import is_handler
from ..steps.given import TEXT, cleaned_text
from ..steps.knowing import latest_removal
from ..steps.rules import rule_text
from . import removals
from .removals import is_unreviewed

MOST = 100  # on the list
ANSWERS = {"yes": _("Yes, the removal stands"), "no": _("No: restore the message")}
IRREVOCABLE = _(
    "No. The message is deleted and cannot be restored; the review says that it was wrong."
)


class IReview(IAbout):
    """The review of a removal, with its reason."""

    stands = Pick(
        title=_("Was it right to take the message down?"),
        vocabulary=vocabulary(ANSWERS),
        demand=_("Say whether the removal stands."),
    )
    reason = Words(
        title=_("Reason"), max_length=TEXT, clean=cleaned_text, demand=GUARDS["reason"].refusal
    )
    widget("stands", type="radio")
    widget("reason", rows=3)


def _review(at, given):
    stands = given["stands"] == "yes"
    removals.review(at.hub, at.number, stands=stands, reason=given["reason"], now=at.now)


REVIEW = Act(
    "review-removal",
    _review,
    said=_("The review is noted."),
    title=_("Note the review"),
    fields=IReview,
)


class ReviewSection(Section):
    """The section of a removal that awaits its review."""

    name = "review"
    title = _("Review the removal")
    acts = acts(REVIEW)
    who = ACTORS

    @property
    def is_offered(self) -> bool:
        is_theirs = super().is_offered and self.may_change
        return is_theirs and is_unreviewed(self.view.hub, self.number)

    def parts(self) -> Iterator[dict]:
        removal = told_of(self.view.hub, self.number)
        yield facts(*_removal_facts(removal))
        if removals.is_own(self.view.hub, self.number):
            yield paragraph(_("You took it down, so somebody else reviews it."))
        else:
            yield bare(self._form())

    def _form(self):
        is_deleted = self.state.publication == "deleted"
        titles = ANSWERS | ({"no": IRREVOCABLE} if is_deleted else {})
        options = [{"value": each, "title": title} for each, title in titles.items()]
        return offered(self.form(REVIEW.name), stands=options)


class ReviewRemoval(MessageForm):
    """``@@review-removal`` on a hub: ``stands`` is yes or no, ``reason`` why."""

    section = ReviewSection


class ReviewsView(Page):
    """``@@messages-reviews`` on a hub: the removals that the current user may review."""

    title = _("Removals to review")
    lead = _("Every removal is looked at by somebody else than whoever took the message down.")
    index = ViewPageTemplateFile("reviews.pt")

    def __call__(self):
        if not is_handler(self.context):
            raise Unauthorized(self.__name__)
        return super().__call__()

    def waiting(self) -> list[dict]:
        """Return rows as in the list of messages with ``removal``, the earliest first."""
        hub, now = self.context, int(time())
        numbers = islice(removals.waiting(hub), MOST)
        return [row(hub, number, now) | {"removal": told_of(hub, number)} for number in numbers]


def told_of(hub: Container, number: int) -> dict:
    """Return ``who``, ``when``, ``rules`` as texts and ``reason`` of the latest removal."""
    line = latest_removal(hub, number)
    log = messages_of(hub).log(number)
    acted: Mapping = next((each["given"] for each in reversed(log) if each["step"] == "act"), {})
    return {
        "who": member_name(line["who"]),
        "when": when(line["time"]),
        "rules": [f"{code}: {rule_text(code, hub, number)}" for code in acted.get("rules", ())],
        "reason": acted.get("reason", ""),
    }


def _removal_facts(removal):
    yield fact(_("Taken down by"), f"{removal['who']}, {removal['when']['text']}")
    if removal["rules"]:
        yield fact(_("Rules it was held to break"), *removal["rules"])
    if removal["reason"]:
        yield fact(_("Reason"), quote=removal["reason"])
