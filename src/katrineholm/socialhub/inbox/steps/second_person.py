"""The second person of a disposal or of a retention rule, which one archivist alone never decides.

Roles are not enough: an administrator has every permission, and is no archivist by that.
"""

from collections.abc import Iterable

from plone import api
from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from .authorities import DEFAULT_AUTHORITY, authorities_of
from .roles import current_actor

YOURSELF = _("You proposed it yourself: somebody else confirms it.")
SAME_EMAIL = _("Whoever proposed it has your e-mail address: somebody else confirms it.")
NO_ARCHIVIST = _(
    "Only a member of the authority's group of archivists confirms it; an administrator does not."
)


def confirmation_refusal(
    hub: Container, first: str, channels: Iterable[str] = ()
) -> Message | None:
    """Return why the current user may not confirm what the user ``first`` proposed, or None.

    What is proposed is about ``channels`` (UIDs), without any about the whole hub.
    """
    if first == current_actor():
        return YOURSELF
    if is_current_person(first):
        return SAME_EMAIL
    return None if is_archivist(hub, channels) else NO_ARCHIVIST


def is_current_person(user: str) -> bool:
    """Return whether a user id is the current user's, or that of a user with the same e-mail."""
    email = _email(user)
    return user == current_actor() or (bool(email) and email == _email(current_actor()))


def is_archivist(hub: Container, channels: Iterable[str] = ()) -> bool:
    """Return whether the current user is in the archivists' group of each channel's authority."""
    return archivist_groups(hub, channels) <= {*api.user.get_current().getGroups()}


def archivist_groups(hub: Container, channels: Iterable[str] = ()) -> set[str]:
    """Return the groups of archivists of some channels; the hub's own group if there are none."""
    found = {each.archivists for each in authorities_of(hub, channels).values()}
    return found or {DEFAULT_AUTHORITY.archivists}


def _email(user):
    found = api.user.get(userid=user) if user else None
    return ((found and found.getProperty("email")) or "").strip().casefold()
