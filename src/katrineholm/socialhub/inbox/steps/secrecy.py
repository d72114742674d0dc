"""The secrecy mark of a message, and decisions to let another authority read the message.

Setting other facts does not lift the mark, which requires a reason (G22). The registrar decides on
a disclosure (OSL 8 kap.).
"""

from collections.abc import Iterable, Mapping
from time import time

from AccessControl import Unauthorized
from plone import api
from plone.autoform.directives import widget
from plone.dexterity.content import Container
from zope.i18nmessageid import Message
from zope.interface import Interface

from ... import _
from ...core.messages.engine import Refused
from ...core.messages.store import messages_of
from ...site.pages.form_faults import FormReader
from ...site.pages.form_schema import Line, LongText
from .authorities import authority_of
from .authority_access import LOG_STEP as DISCLOSURE_STEP
from .authority_access import is_withheld
from .mails import notify_new_assignee, notify_withheld
from .roles import current_actor, message_roles
from .routing import FORWARD_STEPS
from .validation import GUARD, MAX_LINE, MAX_TEXT, cleaned_line, cleaned_member, cleaned_text

MARK_STEP = "secrecy"  # of a message's log


class IDisclosure(Interface):
    """The fields of a decision to disclose a message, which ``disclose`` validates."""

    receiver = Line(title=_("Who may read it, by user name"), max_length=MAX_LINE, judged=True)
    provision = Line(
        title=_("By which provision, for example OSL 10 kap. 2 §"),
        max_length=MAX_LINE,
        judged=True,
    )
    reason = LongText(title=_("Why the provision allows it"), max_length=MAX_TEXT, judged=True)
    widget("reason", rows=3)


def disclose(hub: Container, number: int, given: Mapping, *, now: int | None = None) -> None:
    """Let a person of another authority read a message.

    ``given`` has ``receiver`` (a member's user name), ``provision`` and ``reason``. Raise the same
    errors as ``steps.take_step``.
    """
    message = messages_of(hub)[number]
    roles = message_roles(hub, message)
    if not roles:
        raise Unauthorized("This message is not yours to handle.")
    if "registrar" not in roles:
        raise Refused("role", _("The registrar of the authority that keeps the message decides."))
    decision = _decision(hub, message, given)
    now = int(time()) if now is None else now
    messages_of(hub).record(number, DISCLOSURE_STEP, decision, who=current_actor(), now=now)
    if message["who"] == decision["receiver"]:
        line = _forward_line(message)
        notify_new_assignee(hub, number, line["given"]["reason"], line["who"])


def undecided_receiver(hub: Container, message: Mapping) -> str:
    """Return the id of the member to whom a message was forwarded but not yet disclosed, or ""."""
    who = message["who"]
    return who if _forward_line(message) and who and is_withheld(hub, message, who) else ""


def notify_receiver(hub: Container, number: int, reason: str, who: str) -> None:
    """Notify the member to whom a message was forwarded, without its text if it is withheld."""
    message = messages_of(hub)[number]
    if not is_withheld(hub, message, message["who"]):
        notify_new_assignee(hub, number, reason, who)
        return
    group = api.group.get(groupname=authority_of(hub, message["channel"]).registrars)
    registrars = group.getGroupMemberIds() if group else ()
    notify_withheld(hub, number, who, withheld_class(message), registrars)


def withheld_class(message: Mapping) -> Message:
    """Return the class of a withheld message, the only fact that may be disclosed."""
    is_secret = message["state"]["facts"]["secret"]
    return _("May be secret") if is_secret else _("Incoming document")


def refuse_mark_removal(log: Iterable[Mapping], stated: Mapping[str, bool]) -> None:
    """Raise engine.Refused if setting facts would lift the secrecy mark in a log."""
    marks = [line["given"].get("secret", False) for line in log if line["step"] == MARK_STEP]
    if stated.get("secret", True) or not (marks and marks[-1]):
        return
    sentence = _(
        "The message has a secrecy mark: the registrar or the information office lifts it, "
        "with a reason."
    )
    raise Refused("secrecy", sentence)


def _decision(hub, message, given):
    fields = FormReader(given)
    receiver = fields.take("receiver", cleaned_member, given.get("receiver") or "")
    fields.require("receiver", receiver, _("Choose who is to read it."))
    provision = fields.read("provision", cleaned_line)
    fields.require("provision", provision, _("Write by which provision it may be read there."))
    reason = fields.read("reason", cleaned_text)
    fields.require("reason", reason, _("Say why the provision allows it."))
    is_needed = not receiver or is_withheld(hub, message, receiver)
    fields.require("receiver", is_needed, _("Nothing is withheld from that person."))
    fields.raise_faults(GUARD)
    return {"receiver": receiver, "provision": provision, "reason": reason}


def _forward_line(message):
    lines = reversed(message["log"].values())
    return next((line for line in lines if line["step"] in FORWARD_STEPS), None)
