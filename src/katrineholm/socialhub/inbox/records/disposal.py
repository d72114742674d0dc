"""Disposal of messages (T20), and its proposals: arkivlagen (1990:782) 10 §."""

from collections.abc import Iterator, Mapping

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import DAY, _
from ...accounts.channels import holds
from ...core.messages.engine import unmet
from ...core.messages.flow import TRANSITIONS
from ...core.messages.shelves import HUB, KINDS, numbers
from ...core.messages.store import messages_of
from ...site.forms.faults import Fields
from ...site.settings.registry import setting
from ..routing.roles import me
from ..steps.given import GUARD, cleaned_text
from ..steps.reading import reading
from ..steps.steps import act
from .standing import is_on

NO_DECISION = _("Say by which decision it is disposed of.")
STEP, PROPOSAL, WITHDRAWAL = "dispose", "propose-disposal", "withdraw-disposal"


def prepare(hub: Container, number: int, now: int) -> dict:
    """Return the site's facts about a message to dispose of, see IPreparation."""
    log = messages_of(hub).log(number)
    proposal = proposed(log)
    known = {
        "period_passed": is_ripe(messages_of(hub)[number], now),
        "open_request": is_on(log, "request")
        or is_on(log, "erasure")
        or holds.is_asked_for(hub, holds.MESSAGE, str(number)),
        "hold": is_on(log, "hold") or is_channel_held(hub, number),
        "second_person": "",
        "reading": reading(),
    }
    if proposal is None:
        return known
    second = "" if _is_mine(proposal) else proposal["who"]
    return known | {"second_person": second, "decision": proposal["given"]["decision"]}


def is_channel_held(hub: Container, number: int) -> bool:
    """Return whether a message's channel is on hold, with all its messages."""
    channel = messages_of(hub)[number]["channel"]
    return holds.on(hub, holds.CHANNEL, channel) is not None


def is_ripe(message: Mapping, now: int) -> bool:
    """Return whether a message has been closed for the retention period."""
    is_closed = message["state"]["handling"] == "closed"
    return is_closed and -message["order"] <= now - setting("keep_messages") * DAY


def ripe(hub: Container, now: int) -> Iterator[int]:
    """Yield the messages closed for the retention period, the latest first."""
    since = setting("keep_messages") * DAY - now
    return numbers(messages_of(hub).root, [HUB], ["closed"], KINDS, since=since)


def proposed(log: list[dict]) -> dict | None:
    """Return the log line that proposes to dispose of a message.

    None without a proposal, or if it was withdrawn or the message reopened since.
    """
    steps = [line["step"] for line in log]
    closed = len(steps) - steps[::-1].index("close") if "close" in steps else len(steps)
    lines = (line for line in reversed(log[closed:]) if line["step"] in (PROPOSAL, WITHDRAWAL))
    latest = next(lines, None)
    return latest if latest and latest["step"] == PROPOSAL else None


def hindrance(hub: Container, number: int, now: int) -> Message | None:
    """Return the sentence about an obstacle to disposal for any person, or None."""
    if "disposed" in messages_of(hub).state(number).record:
        return _("The message has been disposed of.")
    known = prepare(hub, number, now) | {"decision": "-", "second_person": "-"}
    missing = unmet(messages_of(hub).state(number), TRANSITIONS[STEP], known)
    return missing[0].refusal if missing else None


def unproposable(hub: Container, number: int, now: int) -> Message | None:
    """Return the sentence about an obstacle to proposing disposal, or None."""
    if sentence := hindrance(hub, number, now):
        return sentence
    is_there = proposed(messages_of(hub).log(number)) is not None
    return _("It has been proposed already.") if is_there else None


def unconfirmed(hub: Container, number: int, now: int) -> Message | None:
    """Return the sentence about an obstacle to the user's confirmation, or None."""
    proposal = proposed(messages_of(hub).log(number))
    if sentence := hindrance(hub, number, now):
        return sentence
    if not unmet(messages_of(hub).state(number), TRANSITIONS[STEP], prepare(hub, number, now)):
        return None
    if proposal is None:
        return _("Nobody has proposed to dispose of it.")
    return _("You proposed it yourself: somebody else confirms it.") if _is_mine(proposal) else None


def unproposed(hub: Container, number: int, now: int) -> Message | None:
    """Return the sentence about a missing proposal, or None."""
    is_there = proposed(messages_of(hub).log(number)) is not None
    is_gone = "disposed" in messages_of(hub).state(number).record
    return None if is_there and not is_gone else _("Nobody has proposed to dispose of it.")


def propose(hub: Container, found: list[int], decision: str, *, now: int) -> list[int]:
    """Propose disposal; return those without an obstacle. Raise engine.Refused."""
    fields = Fields({"decision": decision})
    decision = fields.read("decision", cleaned_text)
    fields.demand("decision", decision, NO_DECISION)
    fields.done(GUARD)
    return _log_free(hub, found, PROPOSAL, {"decision": decision}, unproposable, now)


def withdraw(hub: Container, found: list[int], *, now: int) -> list[int]:
    """Withdraw anybody's proposals; return the numbers of those that existed."""
    return _log_free(hub, found, WITHDRAWAL, {}, unproposed, now)


def dispose(hub: Container, found: list[int], *, now: int) -> list[int]:
    """Dispose of messages that another person proposed; return the disposed ones."""
    holds.watch(hub)
    free = [number for number in found if unconfirmed(hub, number, now) is None]
    for number in free:
        act(hub, number, STEP, {}, now=now)
    return free


def _log_free(hub, found, line, given, why_not, now):
    free = [number for number in found if why_not(hub, number, now) is None]
    for number in free:
        messages_of(hub).record(number, line, given, who=me(), now=now)
    return free


def _is_mine(proposal):
    return proposal["who"] == me()
