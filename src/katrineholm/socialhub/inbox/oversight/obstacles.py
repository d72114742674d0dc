"""Obstacles to disposal: holds, requests for the record, and requests for erasure.

Each start or end of one is a line of the message's log, with ``on`` as True or False.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from ... import _
from ...core.messages.flow import ACTORS

HANDLER_ROLES = (*ACTORS, "receiver", "registrar")


@dataclass(frozen=True, slots=True)
class ObstacleKind:
    """A kind of obstacle; ``asks`` and ``ends`` label the texts required at its start and end.

    ``asks`` is None if no text may be required: requesters need not give their identity or purpose
    (tryckfrihetsförordningen 2 kap. 18 §).
    """

    title: Message
    words: Message
    begins: Message
    is_over: Message
    who: tuple[str, ...]
    asks: Message | None
    ends: Message


OBSTACLES = {
    "request": ObstacleKind(
        _("Request for the record"),
        _("Somebody has asked for the record. Give it out at once, or decide not to."),
        _("Note a request"),
        _("The request is answered"),
        who=(*HANDLER_ROLES, "archivist"),
        asks=None,
        ends=_("How it was answered"),
    ),
    "erasure": ObstacleKind(
        _("Request for erasure"),
        _("It is a case: it is registered and decided. Nothing is erased by it (GDPR article 17)."),
        _("Note a request for erasure"),
        _("The request is decided"),
        who=HANDLER_ROLES,
        asks=_("What is asked for"),
        ends=_("What was decided"),
    ),
    "hold": ObstacleKind(
        _("Hold"),
        _("Nothing of a record that is held is disposed of."),
        _("Hold the record"),
        _("End the hold"),
        who=("office", "registrar", "archivist"),
        asks=_("Why it is held"),
        ends=_("Why the hold ends"),
    ),
}


def is_active(log: Iterable[Mapping], kind: str) -> bool:
    """Return whether an obstacle is active, given a log that starts with the earliest line."""
    states = [line["given"].get("on", False) for line in log if line["step"] == kind]
    return bool(states and states[-1])
