"""A person's roles for a message, as the flow knows them (guideline G7)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from AccessControl import getSecurityManager
from plone import api
from plone.dexterity.content import Container

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
# The attribute of an authority with the group for each role.
BY_GROUP = {"registrar": "registrars", "archivist": "archivists"}
Who = Callable[[str], Person | None]
_CONTACT = ContextVar("contact", default="")


def me() -> str:
    """Return the current user's id, or the contact's of ``as_contact``; empty if anonymous."""
    return _CONTACT.get() or getSecurityManager().getUser().getId() or ""


@contextmanager
def standing_in_for(contact: str) -> Iterator[None]:
    """Act as a named contact, given by e-mail in lower case, within the context.

    A contact has no account: the caller has verified a key that was sent to that e-mail.
    """
    before = _CONTACT.set(contact)
    try:
        yield
    finally:
        _CONTACT.reset(before)


def answering(hub: Container, channel: str, *, person: Who = person) -> Answering | None:
    """Return who answers for a channel today; None if nobody does."""
    return who_answers(duties_on(hub, channel), today(), person=person)


def roles_for(hub: Container, message: Mapping) -> set[str]:
    """Return the current user's roles for a stored message.

    A substitute has one during an absence only. If nobody who can log in answers, the information
    office stands in. The person who closed a message may reopen it. A message closed to other
    authorities is closed to the office, too: see ``authorities`` and ``authority_access``.
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


def roles_at(hub: Container, authority: Authority) -> set[str]:
    """Return the current user's roles for every message of an authority.

    The office has none for those that are closed, see ``authorities.is_closed_to_others``.
    """
    found = roles_in(hub)
    for role, groups in BY_GROUP.items():
        own = getattr(authority, groups)
        if own != getattr(OURS, groups):
            found = found - {role} | ({role} if own in my_groups() else set())
    return found


def roles_in(hub: Container) -> set[str]:
    """Return the current user's roles for every message of a hub's own authority."""
    return {
        role
        for role, permission in BY_PERMISSION.items()
        if me() and api.user.has_permission(permission, obj=hub)
    }


def roles_on(hub: Container, channel: str, is_office: bool, *, person: Who = person) -> set[str]:
    """Return the current user's roles for the messages of one channel."""
    if _is_me(person(duties_on(hub, channel).responsible)):
        return {"responsible"}
    found = answering(hub, channel, person=person)
    is_away = found is None or not found.person.member
    is_substitute = (found is not None and _is_me(found.person)) or (is_away and is_office)
    return {"substitute"} if is_substitute else set()


def is_anywhere(hub: Container, role: str) -> bool:
    """Return whether the current user has a role at any authority of a hub."""
    return any(role in roles_at(hub, each) for each in (OURS, *authorities(hub)))


def has_duties(hub: Container) -> bool:
    """Return whether the current user has any role for messages of a hub."""
    return bool(my_channels(hub)) or any(is_anywhere(hub, role) for role in BY_PERMISSION)


def is_handler(hub: Container) -> bool:
    """Return whether the current user handles messages of a hub today."""
    return bool("office" in roles_in(hub) or my_channels(hub))


def my_channels(hub: Container) -> list[str]:
    """Return the UIDs of the channels that the current user handles today."""
    is_office, known = "office" in roles_in(hub), cache(person)
    return [uid for uid in duties_in(hub) if me() and roles_on(hub, uid, is_office, person=known)]


def _is_me(someone):
    """Return whether a person is the current user; a member is never taken for a contact."""
    if someone is None or someone.member:
        return bool(someone) and someone.member == me()
    return bool(_CONTACT.get()) and someone.email.lower() == _CONTACT.get()


def _closed_by(message):
    if message["state"]["handling"] != "closed":
        return ""
    lines = reversed(message["log"].values())
    return next((line["who"] for line in lines if line["step"] == "close"), "")
