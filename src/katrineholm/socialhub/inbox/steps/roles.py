"""The current user's roles for messages, as the flow defines them (guideline G7)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from AccessControl import getSecurityManager
from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.person import Person, person
from ...accounts.channels.responsibility import (
    PersonInCharge,
    channel_duties,
    hub_duties,
    person_in_charge,
)
from ...accounts.channels.times import today
from ...site.pages.permissions import DISPOSE_OF_MESSAGES, MANAGE_REGISTER, REGISTER_MESSAGES
from .authorities import (
    DEFAULT_AUTHORITY,
    Authority,
    authority_of,
    hub_authorities,
    is_closed_to_others,
)
from .authority_access import is_withheld

BY_PERMISSION = {
    "office": MANAGE_REGISTER,
    "registrar": REGISTER_MESSAGES,
    "archivist": DISPOSE_OF_MESSAGES,
}
# The attribute of an authority with the group for each role.
BY_GROUP = {"registrar": "registrars", "archivist": "archivists"}
PersonLookup = Callable[[str], Person | None]
_CONTACT = ContextVar("contact", default="")


def current_actor() -> str:
    """Return the id of the current user or, in ``as_contact``, of the contact; else empty."""
    return _CONTACT.get() or getSecurityManager().getUser().getId() or ""


@contextmanager
def as_contact(contact: str) -> Iterator[None]:
    """Act as a contact, given by e-mail address in lower case, within a ``with`` block.

    A contact has no account, so the caller must have verified a key sent to that address.
    """
    before = _CONTACT.set(contact)
    try:
        yield
    finally:
        _CONTACT.reset(before)


def current_responder(
    hub: Container, channel: str, *, person: PersonLookup = person
) -> PersonInCharge | None:
    """Return the person who is responsible for a channel today; None if nobody is."""
    return person_in_charge(channel_duties(hub, channel), today(), person=person)


def message_roles(hub: Container, message: Mapping) -> set[str]:
    """Return the current user's roles for a stored message.

    A substitute has a role during an absence only. If nobody who can log in is responsible, the
    information office stands in. The person who closed a message may reopen it. A message closed to
    other authorities is closed to the office, too: see ``authorities`` and ``authority_access``.
    """
    if not (who := current_actor()):
        return set()
    authority = authority_of(hub, message["channel"])
    found = authority_roles(hub, authority)
    if is_closed_to_others(authority, message["state"]):
        found -= {"office"}
    if who in (message["who"], _closed_by(message)) and not is_withheld(hub, message, who):
        found.add("receiver")
    return found | channel_roles(hub, message["channel"], "office" in found)


def authority_roles(hub: Container, authority: Authority) -> set[str]:
    """Return the current user's roles for the messages of an authority.

    The office's role does not apply to messages in ``authorities.is_closed_to_others``.
    """
    found = hub_roles(hub)
    for role, groups in BY_GROUP.items():
        own = getattr(authority, groups)
        if own != getattr(DEFAULT_AUTHORITY, groups):
            is_member = own in api.user.get_current().getGroups()
            found = found - {role} | ({role} if is_member else set())
    return found


def hub_roles(hub: Container) -> set[str]:
    """Return the current user's roles for every message of a hub's own authority."""
    return {
        role
        for role, permission in BY_PERMISSION.items()
        if current_actor() and api.user.has_permission(permission, obj=hub)
    }


def channel_roles(
    hub: Container, channel: str, is_office: bool, *, person: PersonLookup = person
) -> set[str]:
    """Return the current user's role for a channel's messages: responsible, substitute or none."""
    if _is_me(person(channel_duties(hub, channel).responsible)):
        return {"responsible"}
    found = current_responder(hub, channel, person=person)
    is_away = found is None or not found.person.member
    is_substitute = (found is not None and _is_me(found.person)) or (is_away and is_office)
    return {"substitute"} if is_substitute else set()


def has_role_anywhere(hub: Container, role: str) -> bool:
    """Return whether the current user has a role in any authority of a hub."""
    return any(
        role in authority_roles(hub, each) for each in (DEFAULT_AUTHORITY, *hub_authorities(hub))
    )


def has_duties(hub: Container) -> bool:
    """Return whether the current user has any role for messages of a hub."""
    return bool(handled_channels(hub)) or any(
        has_role_anywhere(hub, role) for role in BY_PERMISSION
    )


def is_handler(hub: Container) -> bool:
    """Return whether the current user handles messages of a hub today."""
    return bool("office" in hub_roles(hub) or handled_channels(hub))


def handled_channels(hub: Container) -> list[str]:
    """Return the UIDs of the channels that the current user handles today."""
    is_office, known = "office" in hub_roles(hub), cache(person)
    return [
        uid
        for uid in hub_duties(hub)
        if current_actor() and channel_roles(hub, uid, is_office, person=known)
    ]


def _is_me(someone):
    """Return whether a person is the current user; a member is never taken for a contact."""
    if someone is None or someone.member:
        return bool(someone) and someone.member == current_actor()
    return bool(_CONTACT.get()) and someone.email.lower() == _CONTACT.get()


def _closed_by(message):
    if message["state"]["handling"] != "closed":
        return ""
    lines = reversed(message["log"].values())
    return next((line["who"] for line in lines if line["step"] == "close"), "")
