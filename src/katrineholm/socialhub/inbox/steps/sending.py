"""Answers by e-mail to senders who left an address (feature G8)."""

from collections.abc import Mapping

from plone.dexterity.content import Container

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ..reminders.replies import address_of, send_answer
from ..routing.roles import me

LINE = "sent"
NO_ADDRESS = _("The sender has left no e-mail address that the answer could go to.")


def refuse_without_address(hub: Container, number: int, given: Mapping) -> None:
    """Raise engine.Refused if an answer is to be sent without a recipient."""
    if given.get("send") and not address_of(hub, number):
        raise Refused("send", NO_ADDRESS)


def send(hub: Container, number: int, answer: str, now: int) -> None:
    """Send an answer on commit, and log its recipient."""
    values = send_answer(hub, number, answer, me(), now)
    messages_of(hub).record(number, LINE, values, who=me(), now=now)
