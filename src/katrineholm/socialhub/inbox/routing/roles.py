"""What a person is to a message: the roles that the flow knows (guideline G7)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from AccessControl import getSecurityManager
from plone import api

from ...accounts.channels.moments import today
from ...accounts.duties.ledger import duties_in, duties_on
from ...accounts.people.answering import Answering, who_answers
from ...accounts.people.person import Person, person
from ...site.forms.permissions import DISPOSE_OF_MESSAGES, MANAGE_REGISTER, REGISTER_MESSAGES
from .authorities import OURS, Authority, authorities, authority_of, is_shut, my_groups
from .border import is_withheld

BY_PERMISSION = {
    "office": MANAGE_REGISTER,
    "registrar": REGISTER_MESSAGES,
    "archivist": DISPOSE_OF_MESSAGES,
}
# By which group of an authority's somebody has a role for its messages.
BY_GROUP = {"registrar": "registrars", "archivist": "archivists"}
Who = Callable[[str], Person | None]
_CONTACT = ContextVar("contact", default="")


def me() -> str:
    """The present user's id; empty for an anonymous one. See ``standing_in_for`` for contacts."""
    return _CONTACT.get() or getSecurityManager().getUser().getId() or ""


@contextmanager
def standing_in_for(contact: str) -> Iterator[None]:
    """What is done meanwhile a named contact does, by the e-mail in lower case.

    A contact has no account: whoever calls this has been shown a key that was sent to that address.
    """
    before = _CONTACT.set(contact)
    try:
        yield
    finally:
        _CONTACT.reset(before)


def answering(hub, channel: str, *, person: Who = person) -> Answering | None:
    """Who answers today for the channel with a UID; None where nobody does."""
    return who_answers(duties_on(hub, channel), today(), person=person)


def roles_for(hub, message: Mapping) -> set[str]:
    """The present user's roles for a message as it is kept.

    A substitute has one for the time of an absence only. Where nobody answers who could log in,
    the information office stands in. Whoever has closed a message may open it again. What is
    closed to other authorities is closed to the office, too: see ``authorities``, and ``border``.
    """
    if not (who := me()):
        return set()
    authority = authority_of(hub, message["channel"])
    found = roles_at(hub, authority)
    if is_shut(authority, message["state"]):
        found -= {"office"}
    if who in (message["who"], _closed_by(message)) and not is_withheld(hub, message, who):
        found.add("receiver")
    return found | roles_on(hub, message["channel"], "office" in found)


def roles_at(hub, authority: Authority) -> set[str]:
    """The roles that the present user has for every message of an authority.

    But for the office, of those that are closed to others: see ``authorities.is_shut``.
    """
    found = roles_in(hub)
    for role, groups in BY_GROUP.items():
        own = getattr(authority, groups)
        if own != getattr(OURS, groups):
            found = found - {role} | ({role} if own in my_groups() else set())
    return found


def roles_in(hub) -> set[str]:
    """The roles that the present user has for every message of a hub's own authority."""
    return {
        role
        for role, permission in BY_PERMISSION.items()
        if me() and api.user.has_permission(permission, obj=hub)
    }


def roles_on(hub, channel: str, is_office: bool, *, person: Who = person) -> set[str]:
    """The roles that the present user has for the messages of one channel."""
    if _is_me(person(duties_on(hub, channel).responsible)):
        return {"responsible"}
    found = answering(hub, channel, person=person)
    is_away = found is None or not found.person.member
    is_substitute = (found is not None and _is_me(found.person)) or (is_away and is_office)
    return {"substitute"} if is_substitute else set()


def is_anywhere(hub, role: str) -> bool:
    """Whether the present user has a role for the messages of any authority of a hub."""
    return any(role in roles_at(hub, each) for each in (OURS, *authorities(hub)))


def has_duties(hub) -> bool:
    """Whether the present user has anything to do with messages of a hub."""
    return bool(my_channels(hub)) or any(is_anywhere(hub, role) for role in BY_PERMISSION)


def is_handler(hub) -> bool:
    """Whether the present user handles messages of a hub today: all of them, or some channels'."""
    return bool("office" in roles_in(hub) or my_channels(hub))


def my_channels(hub) -> list[str]:
    """The UIDs of the channels whose messages the present user handles today."""
    is_office, known = "office" in roles_in(hub), cache(person)
    return [uid for uid in duties_in(hub) if me() and roles_on(hub, uid, is_office, person=known)]


def _is_me(someone):
    """No member is taken for a contact, whatever e-mail the user's id may look like."""
    if someone is None or someone.member:
        return bool(someone) and someone.member == me()
    return bool(_CONTACT.get()) and someone.email.lower() == _CONTACT.get()


def _closed_by(message):
    if message["state"]["handling"] != "closed":
        return ""
    lines = reversed(message["log"].values())
    return next((line["who"] for line in lines if line["step"] == "close"), "")
