"""The section and form for the review of a removal, and the list of removals to review."""

from collections.abc import Iterator, Mapping
from itertools import islice
from time import time

from AccessControl import Unauthorized
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.times import formatted_time
from ...core.messages.flow import ACTORS
from ...core.messages.guards import GUARDS
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, Page, acts, form_with_options
from ...site.pages.form_schema import LongText, SingleChoice, vocabulary
from ..desk.serializer import message_row
from ..steps.roles import is_handler
from ..steps.rules import rule_text
from ..steps.site_knowledge import latest_removal_line
from ..steps.validation import MAX_TEXT, cleaned_text
from . import removal_reviews
from . import section_parts as part
from .message_section import IMessageReference, Section
from .removal_reviews import is_to_review

MOST = 100  # on the list
ANSWERS = {"yes": _("Yes, the removal stands"), "no": _("No: restore the message")}
IRREVOCABLE = _(
    "No. The message is deleted and cannot be restored; the review says that it was wrong."
)


class IReview(IMessageReference):
    """The form fields of the review of a removal."""

    stands = SingleChoice(
        title=_("Was it right to take the message down?"),
        vocabulary=vocabulary(ANSWERS),
        demand=_("Say whether the removal stands."),
    )
    reason = LongText(
        title=_("Reason"), max_length=MAX_TEXT, clean=cleaned_text, demand=GUARDS["reason"].refusal
    )
    widget("stands", type="radio")
    widget("reason", rows=3)


def _review(at, given):
    stands = given["stands"] == "yes"
    removal_reviews.review_removal(
        at.hub, at.number, stands=stands, reason=given["reason"], now=at.now
    )


REVIEW = Act(
    "review-removal",
    _review,
    said=_("The review is noted."),
    title=_("Note the review"),
    fields=IReview,
)


class ReviewSection(Section):
    """The section of a message whose removal awaits a review."""

    name = "review"
    title = _("Review the removal")
    acts = acts(REVIEW)
    who = ACTORS

    @property
    def is_offered(self) -> bool:
        is_theirs = super().is_offered and self.may_change
        return is_theirs and is_to_review(self.hub, self.number)

    def parts(self) -> Iterator[dict]:
        removal = removal_data(self.hub, self.number)
        yield part.facts(*_removal_facts(removal))
        if removal_reviews.is_own_removal(self.hub, self.number):
            yield part.paragraph(_("You took it down, so somebody else reviews it."))
        else:
            yield part.plain_form(self._form())

    def _form(self):
        is_deleted = self.state.publication == "deleted"
        titles = ANSWERS | ({"no": IRREVOCABLE} if is_deleted else {})
        options = [{"value": each, "title": title} for each, title in titles.items()]
        return form_with_options(self.form(REVIEW.name), stands=options)


class ReviewsView(Page):
    """``@@messages-reviews`` on a hub: the removals that the current user may review."""

    title = _("Removals to review")
    lead = _("Every removal is looked at by somebody else than whoever took the message down.")
    index = ViewPageTemplateFile("reviews.pt")

    @property
    def is_open(self) -> bool:
        return is_handler(self.context)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return super().__call__()

    def waiting(self) -> list[dict]:
        """Return the removed messages as rows, each with ``removal``, the earliest first."""
        hub, now = self.context, int(time())
        numbers = islice(removal_reviews.reviewable_numbers(hub), MOST)
        return [
            message_row(hub, number, now) | {"removal": removal_data(hub, number)}
            for number in numbers
        ]


def removal_data(hub: Container, number: int) -> dict:
    """Return ``who``, ``when``, ``rules`` (texts) and ``reason`` of a message's latest removal."""
    line = latest_removal_line(hub, number)
    log = messages_of(hub).log(number)
    acted: Mapping = next((each["given"] for each in reversed(log) if each["step"] == "act"), {})
    return {
        "who": member_name(line["who"]),
        "when": formatted_time(line["time"]),
        "rules": [rule_text(code, hub, number) for code in acted.get("rules", ())],
        "reason": acted.get("reason", ""),
    }


def _removal_facts(removal):
    yield part.fact(_("Taken down by"), f"{removal['who']}, {removal['when']['text']}")
    if removal["rules"]:
        yield part.fact(_("Rules it was held to break"), *removal["rules"])
    if removal["reason"]:
        yield part.fact(_("Reason"), quote=removal["reason"])
