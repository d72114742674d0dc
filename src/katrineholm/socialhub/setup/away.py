"""Everything of the add-on in a site, hidden before it is uninstalled and restored afterwards.

The data for that is stored in the site as plain values, so that nothing breaks if the package is
removed from the server as well.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from AccessControl import Unauthorized
from persistent.mapping import PersistentMapping
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.schema import ValidationError

from .. import PACKAGE_NAME
from ..accounts.channels.hub import hubs
from ..accounts.lifecycle import mandate
from ..inbox.routing import groups
from ..interfaces import ISocialHubLayer
from ..site.forms.permissions import VIEW
from ..site.graphics import logo
from ..site.portlets import placed
from . import content, types

KEY = "katrineholm.socialhub.put-away"
ROLES = (mandate.ROLE, *(role for _title, role in groups.GROUPS.values()))


def note() -> Mapping:
    """Return the data stored by the uninstallation; empty while the add-on is installed."""
    portal = getSite()
    return IAnnotations(portal).get(KEY, {}) if IPloneSiteRoot.providedBy(portal) else {}


def put_away() -> None:
    """Hide the content and remove the portlets before the uninstallation."""
    portal, found = api.portal.get(), hubs()
    kept = {
        "paths": [content.path_of(hub) for hub in found],
        "counts": content.counts(found),
        "types": types.in_use(),
        "holders": role_holders(),
        "portlets": placed.take_out(portal),
        "settings": settings(),
        "logo": dict(IAnnotations(portal).get(logo.KEY, {})),
    }
    for hub in found:
        content.put_away(hub)
    if any(kept.values()):
        IAnnotations(portal)[KEY] = PersistentMapping(kept)


def stand_in() -> None:
    """Add placeholder types after the uninstallation: content without a type breaks its pages."""
    types.stand_in(note().get("types", {}))


def make_room() -> None:
    """Remove the placeholder types before the installation."""
    types.make_room(note().get("types", {}))


def bring_back() -> None:
    """Restore everything after the installation."""
    portal = api.portal.get()
    kept = IAnnotations(portal).pop(KEY, {})
    write(kept.get("settings", {}))
    if kept.get("logo"):
        IAnnotations(portal)[logo.KEY] = PersistentMapping(kept["logo"])
    for path in kept.get("paths", ()):
        content.bring_back(path)
    appoint(kept.get("holders", {}))
    placed.put_back(portal, kept.get("portlets", ()))


def settings() -> dict[str, Any]:
    """Return the settings that differ from their defaults, by the record's name."""
    records = getUtility(IRegistry).records.items()
    ours = (each for each in records if each[0].startswith(f"{PACKAGE_NAME}."))
    return {name: kept.value for name, kept in ours if kept.value != kept.field.default}


def write(settings: Mapping[str, Any]) -> None:
    """Restore settings; those that a later version no longer has or allows keep their defaults."""
    registry = getUtility(IRegistry)
    for name, value in settings.items():
        with suppress(KeyError, ValidationError):
            registry[name] = value


def role_holders() -> dict[str, list[str]]:
    """Return the ids of the members and groups with each role; roles without any are left out."""
    roles = api.portal.get_tool("acl_users").portal_role_manager
    found = {
        role: [who for who, _title in roles.listAssignedPrincipals(role)]
        for role in ROLES
        if role in roles.listRoleIds()
    }
    return {role: who for role, who in found.items() if who}


def appoint(holders: Mapping[str, list[str]]) -> None:
    """Give the roles back to the members and groups that still exist."""
    users = api.portal.get_tool("acl_users")
    for role, names in holders.items():
        for who in names:
            if users.getUserById(who) or users.getGroupById(who):
                users.portal_role_manager.assignRoleToPrincipal(role, who)


def hide(event: Any) -> None:
    """Raise Unauthorized for any view on hidden content unless the user may view it."""
    request = event.request
    kinds = {} if ISocialHubLayer.providedBy(request) else note().get("types", {})
    # The context of a plone.restapi service is not among the parents.
    asked = (getattr(request["PUBLISHED"], "context", None), *request["PARENTS"])
    for each in asked if kinds else ():
        is_away = getattr(each, "portal_type", None) in kinds
        if is_away and not api.user.has_permission(VIEW, obj=each):
            raise Unauthorized(each.getId())
