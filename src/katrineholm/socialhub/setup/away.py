"""All that a site has of the add-on is put away before it goes, and brought back when it returns.

What is needed for that is kept in the site as plain data, so that nothing breaks if the package
is taken out of the server as well.
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
    """What is put away: see ``put_away``; empty while the add-on is installed."""
    portal = getSite()
    return IAnnotations(portal).get(KEY, {}) if IPloneSiteRoot.providedBy(portal) else {}


def put_away() -> None:
    """Before the add-on goes: its content out of sight, its portlets out of the pages."""
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
    """After the add-on's types have gone: content without a type would break every page of it."""
    types.stand_in(note().get("types", {}))


def make_room() -> None:
    """Before the add-on's types come back."""
    types.make_room(note().get("types", {}))


def bring_back() -> None:
    """After the add-on has come back: all as it was."""
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
    """What is written in the add-on's panels, by the record's name; nothing that is as when new."""
    records = getUtility(IRegistry).records.items()
    ours = (each for each in records if each[0].startswith(f"{PACKAGE_NAME}."))
    return {name: kept.value for name, kept in ours if kept.value != kept.field.default}


def write(settings: Mapping[str, Any]) -> None:
    """Write settings as they were; what a later version knows no more, or refuses, is as new."""
    registry = getUtility(IRegistry)
    for name, value in settings.items():
        with suppress(KeyError, ValidationError):
            registry[name] = value


def role_holders() -> dict[str, list[str]]:
    """The ids of all who hold each role; no empty list."""
    roles = api.portal.get_tool("acl_users").portal_role_manager
    found = {
        role: [who for who, _title in roles.listAssignedPrincipals(role)]
        for role in ROLES
        if role in roles.listRoleIds()
    }
    return {role: who for role, who in found.items() if who}


def appoint(holders: Mapping[str, list[str]]) -> None:
    """Give the roles back to those who still exist."""
    users = api.portal.get_tool("acl_users")
    for role, names in holders.items():
        for who in names:
            if users.getUserById(who) or users.getGroupById(who):
                users.portal_role_manager.assignRoleToPrincipal(role, who)


def hide(event) -> None:
    """Whatever is asked of content that is put away, it is shown to those who may view it."""
    request = event.request
    kinds = {} if ISocialHubLayer.providedBy(request) else note().get("types", {})
    # A service of plone.restapi knows its context, but is not found below it.
    asked = (getattr(request["PUBLISHED"], "context", None), *request["PARENTS"])
    for each in asked if kinds else ():
        is_away = getattr(each, "portal_type", None) in kinds
        if is_away and not api.user.has_permission(VIEW, obj=each):
            raise Unauthorized(each.getId())
