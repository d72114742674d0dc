"""``@@disposal`` on a hub, for archivists: one proposes disposal, another confirms it."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from time import time
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from zope.i18nmessageid import Message
from zope.interface import Interface, invariant
from zope.schema import Bool

from ... import _
from ...accounts.channels.person import member_name
from ...accounts.channels.retention import message_days
from ...accounts.channels.times import formatted_time
from ...core.messages.store import messages_of
from ...site.pages.acts import Act, acts, form_with_options
from ...site.pages.form_schema import Line, ValueList
from ...site.pages.page_values import link
from ...site.pages.refusals import FaultyFields, Refusal
from ...site.pages.text_checks import ANOTHER_CONFIRMS
from ..desk.form_page import FormPage
from ..desk.message_links import MessageLinks
from ..steps.mails import channel_title
from ..steps.roles import current_actor, has_role_anywhere, message_roles
from ..steps.validation import cleaned_line
from .disposal import (
    NO_DECISION,
    confirmation_obstacle,
    disposal_obstacle,
    dispose_messages,
    expired_messages,
    open_proposal,
    proposal_obstacle,
    propose_disposal,
    withdraw_disposal,
    withdrawal_obstacle,
)

MOST = 100
NOT_CONFIRMED = _("Confirm that they are to be erased for good.")
ARCHIVIST = "archivist"
LEAD = _(
    "Messages that were closed more than ${days} days ago. One archivist proposes by which "
    "decision, another confirms. Then text, files and evidence are erased; who did what, and the "
    "hashes, stay."
)
NONE_CHOSEN = _("Choose at least one message.")


class IDisposal(Interface):
    """The form fields: the chosen messages, the decision, and the confirmation."""

    numbers = ValueList(
        title=_("Messages"),
        value_type=Line(
            required=False,
            clean=lambda given: given if given.isascii() and given.isdigit() else "",
        ),
        demand=NONE_CHOSEN,
    )
    decision = Line(
        title=_("Decision, for example the number and section of the plan for keeping records"),
        max_length=1000,
        required=False,
        clean=cleaned_line,
    )
    confirmed = Bool(
        title=_("I confirm: what was proposed by somebody else is erased for good"), required=False
    )
    widget("numbers", type="checkboxes")


class IProposal(IDisposal):
    """The fields of a proposal, for which a decision is required."""

    @invariant
    def is_decided(data: Any) -> None:
        if not data.decision:
            raise FaultyFields({"decision": NO_DECISION})


class IConfirmation(IDisposal):
    """The fields of a disposal, which has to be confirmed."""

    @invariant
    def is_confirmed(data: Any) -> None:
        if not data.confirmed:
            raise FaultyFields({"confirmed": NOT_CONFIRMED})


def _apply(at, given, why_not: Callable, do: Callable):
    """Act on the messages without obstacles, warn about the others; return the number done."""
    chosen, now = at.own_numbers(given["numbers"]), int(time())
    if not chosen:
        raise FaultyFields({"numbers": NONE_CHOSEN})
    reasons = [(number, why_not(at.context, number, now)) for number in chosen]
    # Translated here, since messages within messages are not.
    said = [(str(number), api.portal.translate(why)) for number, why in reasons if why]
    hindrances = [
        _("Message ${number}: ${why}", mapping={"number": number, "why": why})
        for number, why in said
    ]
    done = do(at.context, chosen, now=now)
    if not done:
        raise Refusal(" ".join(map(api.portal.translate, hindrances)))
    for each in hindrances:
        api.portal.show_message(each, at.request, type="warning")
    return str(len(done))


def _done_sentence(sentence):
    return lambda number: Message(sentence, mapping={"number": number})


PROPOSE = Act(
    "propose-disposal",
    lambda at, given: _apply(
        at, given, proposal_obstacle, partial(propose_disposal, decision=given["decision"])
    ),
    said=_done_sentence(_("Proposed: ${number}. Somebody else confirms it.")),
    title=_("Propose disposal"),
    fields=IProposal,
)
WITHDRAW = Act(
    "withdraw-disposal",
    partial(_apply, why_not=withdrawal_obstacle, do=withdraw_disposal),
    said=_done_sentence(_("Taken back: ${number}.")),
    title=_("Take the proposal back"),
    fields=IDisposal,
)
CONFIRM = Act(
    "confirm-disposal",
    partial(_apply, why_not=confirmation_obstacle, do=dispose_messages),
    said=_done_sentence(_("Disposed of: ${number}.")),
    title=_("Confirm disposal"),
    fields=IConfirmation,
)


class DisposalView(FormPage):
    """The page of expired messages; if there are many, it shows the first of them."""

    title = _("Disposal")
    list_title = _("All messages")
    empty = _("No message has been closed for so long.")
    acts = acts(PROPOSE, WITHDRAW, CONFIRM)

    @property
    def is_open(self) -> bool:
        return has_role_anywhere(self.context, ARCHIVIST)

    def __call__(self):
        if not self.is_open:
            raise Unauthorized(self.__name__)
        return super().__call__()

    @property
    def lead(self) -> Message | str:
        return Message(LEAD, mapping={"days": str(message_days(self.context))})

    def requested_name(self, data: Mapping) -> str:
        return super().requested_name(data) or self.__name__

    def page_form(self) -> dict | None:
        """Return the form for the first expired messages; None if there are none."""
        now = int(time())
        mine = (number for number in expired_messages(self.context, now) if self._is_mine(number))
        options = [self._option(number, now) for number in islice(mine, MOST)]
        form = self.form(*self.acts, look="secondary secondary danger")
        return form_with_options(form, numbers=options) if options else None

    def own_numbers(self, given: list[str]) -> list[int]:
        """Return the submitted numbers of messages that the current archivist is to handle."""
        there = messages_of(self.context).root["messages"]
        found = [int(each) for each in given[:MOST]]
        known = [each for each in dict.fromkeys(found) if 0 < each < 2**53 and each in there]
        return [number for number in known if self._is_mine(number)]

    def _is_mine(self, number):
        return ARCHIVIST in message_roles(self.context, messages_of(self.context)[number])

    def _option(self, number, now):
        """Return an option; a proposal with an obstacle can be withdrawn."""
        messages = messages_of(self.context)
        message, proposal = messages[number], open_proposal(messages.log(number))
        hinders = disposal_obstacle(self.context, number, now)
        name = api.portal.translate(_("Message ${number}", mapping={"number": str(number)}))
        closed = {"when": formatted_time(-message["order"])["text"]}
        about = [_("Closed ${when}", mapping=closed), hinders, *_proposal(proposal)]
        return {
            "value": str(number),
            "title": f"{name}, {channel_title(self.context, message['channel'])}",
            "about": " ".join(api.portal.translate(each) for each in about if each),
            "link": link(f"{self.context.absolute_url()}/@@messages/{number}", _("Read it")),
            "disabled": bool(hinders) and not proposal,
        }


def _proposal(line):
    if not line:
        return
    values = {"who": member_name(line["who"]), "decision": line["given"]["decision"]}
    yield _("Proposed by ${who}: ${decision}", mapping=values)
    if line["who"] == current_actor():
        yield ANOTHER_CONFIRMS


class DisposalLink(MessageLinks):
    """The link to the page, for archivists."""

    def pages(self) -> Mapping[str, str]:
        return {"@@disposal": _("Disposal")} if has_role_anywhere(self.hub, ARCHIVIST) else {}
