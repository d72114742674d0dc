"""The disposal of messages (T20), and proposals for it (arkivlagen, 1990:782, 10 §)."""

from collections.abc import Iterator, Mapping

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, _
from ...accounts.channels import holds
from ...accounts.channels.retention import message_days
from ...core.messages.disposal import (
    DISPOSAL_STEP,
    PROPOSAL_STEP,
    WITHDRAWAL_STEP,
    open_proposal,
)
from ...core.messages.engine import unmet_guards
from ...core.messages.flow import TRANSITIONS
from ...core.messages.message_lists import HUB, KINDS, listed_numbers
from ...core.messages.store import messages_of
from ...site.pages.form_faults import FormReader
from ..steps.interpretation import current_interpretation
from ..steps.roles import current_actor
from ..steps.second_person import confirmation_refusal
from ..steps.steps import take_step
from ..steps.validation import GUARD, cleaned_text
from .obstacles import is_active

NO_DECISION = _("Say by which decision it is disposed of.")


def disposal_facts(hub: Container, number: int, now: int) -> dict:
    """Return the site's facts for the guards of a disposal, see IPreparation."""
    log = messages_of(hub).log(number)
    proposal = open_proposal(log)
    known = {
        "period_passed": is_past_retention(hub, messages_of(hub)[number], now),
        "open_request": is_active(log, "request")
        or is_active(log, "erasure")
        or holds.has_request(hub, holds.MESSAGE, str(number)),
        "hold": is_active(log, "hold") or is_channel_held(hub, number),
        "second_person": "",
        "reading": current_interpretation(),
    }
    if proposal is None:
        return known
    second = "" if _refusal(hub, number, proposal) else proposal["who"]
    return known | {"second_person": second, "decision": proposal["given"]["decision"]}


def is_channel_held(hub: Container, number: int) -> bool:
    """Return whether a message's channel is on hold."""
    channel = messages_of(hub)[number]["channel"]
    return holds.hold_on(hub, holds.CHANNEL, channel) is not None


def is_past_retention(hub: Container, message: Mapping, now: int) -> bool:
    """Return whether a message has been closed for the whole retention period."""
    is_closed = message["state"]["handling"] == "closed"
    return is_closed and -message["order"] <= now - message_days(hub) * DAY


def expired_messages(hub: Container, now: int) -> Iterator[int]:
    """Yield the messages closed for the whole retention period, the latest first."""
    since = message_days(hub) * DAY - now
    return listed_numbers(messages_of(hub).root, [HUB], ["closed"], KINDS, since=since)


def disposal_obstacle(hub: Container, number: int, now: int) -> Message | None:
    """Return the reason why nobody may dispose of a message, or None."""
    if "disposed" in messages_of(hub).state(number).record:
        return _("The message has been disposed of.")
    known = disposal_facts(hub, number, now) | {"decision": "-", "second_person": "-"}
    missing = unmet_guards(messages_of(hub).state(number), TRANSITIONS[DISPOSAL_STEP], known)
    return missing[0].refusal if missing else None


def proposal_obstacle(hub: Container, number: int, now: int) -> Message | None:
    """Return the reason why the disposal of a message cannot be proposed, or None."""
    if sentence := disposal_obstacle(hub, number, now):
        return sentence
    is_there = open_proposal(messages_of(hub).log(number)) is not None
    return _("It has been proposed already.") if is_there else None


def confirmation_obstacle(hub: Container, number: int, now: int) -> Message | None:
    """Return the reason why the current user cannot confirm a disposal, or None."""
    proposal = open_proposal(messages_of(hub).log(number))
    if sentence := disposal_obstacle(hub, number, now):
        return sentence
    if not unmet_guards(
        messages_of(hub).state(number), TRANSITIONS[DISPOSAL_STEP], disposal_facts(hub, number, now)
    ):
        return None
    if proposal is None:
        return _("Nobody has proposed to dispose of it.")
    return _refusal(hub, number, proposal)


def withdrawal_obstacle(hub: Container, number: int, now: int) -> Message | None:
    """Return the reason why there is no proposal to withdraw, or None."""
    is_there = open_proposal(messages_of(hub).log(number)) is not None
    is_gone = "disposed" in messages_of(hub).state(number).record
    return None if is_there and not is_gone else _("Nobody has proposed to dispose of it.")


def propose_disposal(hub: Container, found: list[int], decision: str, *, now: int) -> list[int]:
    """Propose to dispose of messages without obstacles; return them. Raise engine.Refused."""
    fields = FormReader({"decision": decision})
    decision = fields.read("decision", cleaned_text)
    fields.require("decision", decision, NO_DECISION)
    fields.raise_faults(GUARD)
    return _log_free(hub, found, PROPOSAL_STEP, {"decision": decision}, proposal_obstacle, now)


def withdraw_disposal(hub: Container, found: list[int], *, now: int) -> list[int]:
    """Withdraw proposals, whoever made them; return the numbers of these messages."""
    return _log_free(hub, found, WITHDRAWAL_STEP, {}, withdrawal_obstacle, now)


def dispose_messages(hub: Container, found: list[int], *, now: int) -> list[int]:
    """Dispose of messages that somebody else proposed; return the numbers of those disposed of."""
    holds.require_current_holds(hub)
    free = [number for number in found if confirmation_obstacle(hub, number, now) is None]
    for number in free:
        take_step(hub, number, DISPOSAL_STEP, {}, now=now)
    return free


def _log_free(hub, found, line, given, why_not, now):
    free = [number for number in found if why_not(hub, number, now) is None]
    for number in free:
        messages_of(hub).record(number, line, given, who=current_actor(), now=now)
    return free


def _refusal(hub, number, proposal):
    channel = messages_of(hub)[number]["channel"]
    return confirmation_refusal(hub, proposal["who"], [channel])
