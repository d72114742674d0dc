"""Answers by e-mail to senders who left an address (feature G8)."""

from collections.abc import Mapping

from plone.dexterity.content import Container

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from .replies import send_answer, sender_email
from .roles import current_actor

LOG_STEP = "sent"
NO_RECIPIENT = _("The sender has left no e-mail address that the answer could go to.")


def refuse_without_recipient(hub: Container, number: int, given: Mapping) -> None:
    """Raise engine.Refused if an answer is to be sent without a recipient."""
    if given.get("send") and not sender_email(hub, number):
        raise Refused("send", NO_RECIPIENT)


def mail_answer(hub: Container, number: int, answer: str, now: int) -> None:
    """Send an answer on commit, and log its recipient."""
    values = send_answer(hub, number, answer, current_actor(), now)
    messages_of(hub).record(number, LOG_STEP, values, who=current_actor(), now=now)
