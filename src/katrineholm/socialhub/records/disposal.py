"""When a message may be disposed of (T20), and who has proposed it: arkivlagen (1990:782) 10 §."""

from collections.abc import Iterator, Mapping

from .. import _
from ..handling.given import GUARD, cleaned_text
from ..handling.roles import me
from ..handling.steps import act
from ..messages.engine import Refused, unmet
from ..messages.flow import TRANSITIONS
from ..messages.shelves import HUB, KINDS, numbers
from ..messages.store import messages_of
from ..settings.registry import setting
from .standing import is_on

STEP, PROPOSAL = "dispose", "propose-disposal"
DAY = 24 * 3600


def prepare(hub, number: int, now: int) -> dict:
    """What the site knows of a message that is to be disposed of: see IPreparation."""
    log = messages_of(hub).log(number)
    proposal = proposed(log)
    known = {
        "period_passed": is_ripe(messages_of(hub)[number], now),
        "open_request": is_on(log, "request") or is_on(log, "erasure"),
        "hold": is_on(log, "hold"),
        "second_person": "",
    }
    if proposal is None:
        return known
    second = "" if proposal["who"] == me() else proposal["who"]
    return known | {"second_person": second, "decision": proposal["given"]["decision"]}


def is_ripe(message: Mapping, now: int) -> bool:
    """Whether a message has been closed for as long as it is to be kept."""
    is_closed = message["state"]["handling"] == "closed"
    return is_closed and -message["order"] <= now - setting("keep_messages") * DAY


def ripe(hub, now: int) -> Iterator[int]:
    """The messages that have been closed for so long, the latest first."""
    since = setting("keep_messages") * DAY - now
    return numbers(messages_of(hub).root, [HUB], ["closed"], KINDS, since=since)


def proposed(log: list[dict]) -> dict | None:
    """The line that proposes to dispose of a message; None after it was opened again."""
    steps = [line["step"] for line in log]
    closed = len(steps) - steps[::-1].index("close") if "close" in steps else len(steps)
    return next((line for line in reversed(log[closed:]) if line["step"] == PROPOSAL), None)


def hindrance(hub, number: int, now: int):
    """The sentence that says what stands in the way of disposal, whoever decides; or None."""
    known = prepare(hub, number, now) | {"decision": "-", "second_person": "-"}
    missing = unmet(messages_of(hub).state(number), TRANSITIONS[STEP], known)
    return missing[0].refusal if missing else None


def propose(hub, found: list[int], decision: str, *, now: int) -> list[int]:
    """Propose to dispose of messages by a decision; those with which nothing stood in the way.

    Raises engine.Refused where no decision is told.
    """
    if not (decision := cleaned_text(decision)):
        raise Refused(GUARD, _("Say by which decision it is disposed of."))
    free = [number for number in found if hindrance(hub, number, now) is None]
    for number in free:
        given = {"decision": decision}
        messages_of(hub).record(number, PROPOSAL, given, who=me(), now=now)
    return free


def dispose(hub, found: list[int], *, now: int) -> list[int]:
    """Dispose of messages that somebody else has proposed; those of which it was possible."""
    free = [number for number in found if _may_be_disposed_of(hub, number, now)]
    for number in free:
        act(hub, number, STEP, {}, now=now)
    return free


def _may_be_disposed_of(hub, number, now):
    known = prepare(hub, number, now)
    return not unmet(messages_of(hub).state(number), TRANSITIONS[STEP], known)
