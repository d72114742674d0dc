"""Access across authorities: a confidential message is read there only after a decision.

Secrecy holds between authorities (offentlighets- och sekretesslagen 8 kap. 1 and 2 §§): the
registrar of the authority that keeps a message decides who else may read it, and by which
provision.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.person import person_key
from ...accounts.channels.responsibility import ROLES, hub_duties
from ...core.messages.message_lists import is_confidential
from ...site.pages.permissions import MANAGE_REGISTER
from .authorities import (
    Authority,
    administrations_of,
    authorities_of,
    authority_of,
    has_single_authority,
)

LOG_STEP = "disclosed"  # of a message's log


def is_withheld(hub: Container, message: Mapping, who: str) -> bool:
    """Return whether a message is withheld from a person of another authority."""
    return withheld_predicate(hub, who)(message)


def withheld_predicate(hub: Container, who: str) -> Callable[[Mapping], bool]:
    """Return a function that checks a message as ``is_withheld`` does, for many messages."""
    if has_single_authority(hub):
        return lambda message: False
    is_theirs, at = cache(partial(is_in_authority, hub, who=who)), cache(partial(authority_of, hub))
    return lambda message: (
        is_confidential(message["state"])
        and not is_theirs(at(message["channel"]))
        and who not in disclosure_receivers(message["log"].values())
    )


def is_in_authority(hub: Container, authority: Authority, who: str) -> bool:
    """Return whether a person works for an authority.

    That is everyone who has a duty there, keeps its records, or has a local role at one of its
    administrations. The information office works for the hub's own authority.
    """
    user = api.user.get(userid=who)
    groups = set(user.getGroups()) if user else set()
    is_office = user is not None and api.user.has_permission(MANAGE_REGISTER, user=user, obj=hub)
    return (
        bool(groups & {authority.registrars, authority.archivists})
        or (is_office and not authority.name)
        or _has_local_role(hub, authority, {who, *groups})
        or _has_duty(hub, authority, who)
    )


def disclosure_receivers(log: Iterable[Mapping]) -> set[str]:
    """Return the ids of the users to whom a message has been disclosed.

    ``log`` starts with the earliest line. After a later secrecy mark, a new decision is required.
    """
    found, is_secret = set[str](), False
    for line in log:
        given = line["given"]
        if given.get("secret") is True and not is_secret:
            found.clear()
        is_secret = given.get("secret", is_secret)
        if line["step"] == LOG_STEP:
            found.add(given.get("receiver", ""))
    return found


def _has_local_role(hub, authority, principals):
    return any(
        principal in principals and set(roles) - {"Owner"}
        for each in administrations_of(hub, authority)
        for principal, roles in each.get_local_roles()
    )


def _has_duty(hub, authority, who):
    """Return whether a person has a duty there; absence changes nothing."""
    held = hub_duties(hub)
    uids = [uid for uid in held if who in (person_key(getattr(held[uid], role)) for role in ROLES)]
    return any(each.name == authority.name for each in authorities_of(hub, uids).values())
