"""The add-on's content and settings in a site, preserved while the add-on is uninstalled.

The data to restore them is stored in the site as plain values, so that nothing breaks if the
package is removed from the server as well.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from AccessControl import Unauthorized
from persistent.mapping import PersistentMapping
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.fti import DexterityFTI
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.schema import ValidationError

from .. import PACKAGE_NAME
from ..accounts.channels import office_group
from ..accounts.channels.hub import PRESERVED as KEY
from ..accounts.channels.hub import all_hubs
from ..inbox.steps.authorities import GROUPS
from ..interfaces import ISocialHubLayer
from ..site.graphics import logo
from ..site.pages import portlet_backup
from ..site.pages.permissions import VIEW
from . import content_access
from .content_access import TYPES

PAGE = "socialhub-put-away"
PRESERVED_PROPERTIES = ("title", "klass", "icon_expr")


def used_types() -> dict[str, dict[str, str]]:
    """Return the add-on's types with content, and the properties for their placeholders."""
    types = api.portal.get_tool("portal_types")
    used = [name for name in TYPES if api.content.find(portal_type=name, unrestricted=True)]
    return {
        name: {each: getattr(types[name], each) for each in PRESERVED_PROPERTIES} for name in used
    }


def add_placeholder_types(wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Add placeholder types, without a workflow, with these properties by name."""
    for name, own in wanted.items():
        fti = DexterityFTI(
            name,
            **own,
            **{"i18n_domain": PACKAGE_NAME, "global_allow": False, "filter_content_types": True},
            **{"default_view": PAGE, "immediate_view": PAGE, "view_methods": (PAGE,)},
        )
        api.portal.get_tool("portal_types")._setObject(name, fti)
    if wanted:
        workflows = api.portal.get_tool("portal_workflow")
        workflows.setChainForPortalTypes(tuple(wanted), ())


def remove_placeholder_types(placeholders: Mapping) -> None:
    """Remove the placeholder types with these names."""
    types = api.portal.get_tool("portal_types")
    for name in {*placeholders} & {*types}:
        types._delObject(name)


ROLES = (office_group.ROLE, *(role for _title, role in GROUPS.values()))


def preserved_data() -> Mapping:
    """Return the data stored by the uninstallation, which is {} while the add-on is installed."""
    portal = getSite()
    return IAnnotations(portal).get(KEY, {}) if IPloneSiteRoot.providedBy(portal) else {}


def preserve_all() -> None:
    """Hide the content, remove the portlets and store the data to restore everything."""
    portal, found = api.portal.get(), all_hubs()
    kept = {
        "paths": [content_access.physical_path(hub) for hub in found],
        "counts": content_access.content_counts(found),
        "types": used_types(),
        "holders": role_holders(),
        "portlets": portlet_backup.remove_portlets(portal),
        "settings": changed_settings(),
        "logo": dict(IAnnotations(portal).get(logo.KEY, {})),
    }
    for hub in found:
        content_access.hide_hub(hub)
    if any(kept.values()):
        IAnnotations(portal)[KEY] = PersistentMapping(kept)


def add_placeholders() -> None:
    """Add placeholder types after the uninstallation, as content without a type breaks pages."""
    add_placeholder_types(preserved_data().get("types", {}))


def remove_placeholders() -> None:
    """Remove the placeholder types before the add-on is installed again."""
    remove_placeholder_types(preserved_data().get("types", {}))


def restore_all() -> None:
    """Restore content, settings, roles and portlets after the add-on is installed again."""
    portal = api.portal.get()
    kept = IAnnotations(portal).pop(KEY, {})
    restore_settings(kept.get("settings", {}))
    if kept.get("logo"):
        IAnnotations(portal)[logo.KEY] = PersistentMapping(kept["logo"])
    for path in kept.get("paths", ()):
        content_access.restore_hub(path)
    restore_roles(kept.get("holders", {}))
    portlet_backup.restore_portlets(portal, kept.get("portlets", ()))


def changed_settings() -> dict[str, Any]:
    """Return the settings that differ from their defaults, by the name of the record."""
    records = getUtility(IRegistry).records.items()
    ours = (each for each in records if each[0].startswith(f"{PACKAGE_NAME}."))
    return {name: kept.value for name, kept in ours if kept.value != kept.field.default}


def restore_settings(settings: Mapping[str, Any]) -> None:
    """Restore settings, except those that the installed version no longer has or allows."""
    registry = getUtility(IRegistry)
    for name, value in settings.items():
        with suppress(KeyError, ValidationError):
            registry[name] = value


def role_holders() -> dict[str, list[str]]:
    """Return the ids of the members and groups with each of the add-on's roles, by role."""
    roles = api.portal.get_tool("acl_users").portal_role_manager
    found = {
        role: [who for who, _title in roles.listAssignedPrincipals(role)]
        for role in ROLES
        if role in roles.listRoleIds()
    }
    return {role: who for role, who in found.items() if who}


def restore_roles(holders: Mapping[str, list[str]]) -> None:
    """Grant the roles again to the members and groups that still exist."""
    users = api.portal.get_tool("acl_users")
    for role, names in holders.items():
        for who in names:
            if users.getUserById(who) or users.getGroupById(who):
                users.portal_role_manager.assignRoleToPrincipal(role, who)


def hide_preserved_content(event: Any) -> None:
    """Raise Unauthorized for a request to hidden content unless the user may view it."""
    request = event.request
    kinds = {} if ISocialHubLayer.providedBy(request) else preserved_data().get("types", {})
    # The context of a plone.restapi service is not among the parents.
    asked = (getattr(request["PUBLISHED"], "context", None), *request["PARENTS"])
    for each in asked if kinds else ():
        is_away = getattr(each, "portal_type", None) in kinds
        if is_away and not api.user.has_permission(VIEW, obj=each):
            raise Unauthorized(each.getId())
