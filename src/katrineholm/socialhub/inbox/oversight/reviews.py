"""A take-down is looked at by somebody else than whoever did it (feature G26, guideline G9)."""

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.guards import GUARDS
from ...core.messages.store import messages_of
from ..routing.roles import me, my_channels, roles_for, roles_in
from ..steps.given import cleaned_text
from ..steps.knowing import latest_removal
from ..steps.steps import act
from .removals import REVIEW, is_unreviewed, reviewed, unreviewed


def waiting(hub) -> list[int]:
    """What the present user may review, the earliest first: the office all, others the own."""
    channels, messages = None if "office" in roles_in(hub) else my_channels(hub), messages_of(hub)
    found = (number for number in unreviewed(hub, channels) if not is_own(hub, number))
    return [number for number in found if roles_for(hub, messages[number])]


def is_own(hub, number: int) -> bool:
    """Whether the present user took a message down."""
    taken = latest_removal(hub, number)
    return taken is not None and taken["who"] == me()


def review(hub, number: int, *, stands: bool, reason: str, now: int) -> None:
    """Say, for good reason, whether a removal stands; what need not be removed is restored.

    Something deleted stays so, and the record says that it ought not to have been. Raises
    engine.Refused, and has written nothing then; whose the message is, its caller has asked.
    """
    reason = cleaned_text(reason)
    if not is_unreviewed(hub, number):
        raise Refused("state", _("This message waits for no review."))
    if is_own(hub, number):
        raise Refused("another-person", _("Somebody else than whoever took it down reviews it."))
    if not reason:
        raise Refused("reason", GUARDS["reason"].refusal)
    if not stands and messages_of(hub).state(number).publication == "unpublished":
        act(hub, number, "restore", {"reason": reason}, now=now)
    given = {"stands": stands, "reason": reason}
    messages_of(hub).record(number, REVIEW, given, who=me(), now=now)
    reviewed(hub, number)
