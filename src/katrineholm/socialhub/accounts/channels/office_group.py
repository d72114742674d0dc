"""The information office's group and its local roles on hubs, as in the sharing tab (G1)."""

from typing import Any

from plone import api

OFFICE = "information_office"
ROLE = "Information Officer"
NOTICE_WRITER = "Notice Writer"  # a local role of hubs
LOCAL_ROLES = ("Contributor", "Editor", "Reviewer")
PLACE_PORTLETS = "Portlets: Manage portlets"


def grant_office_roles(hub: Any, event: Any = None) -> None:
    """Give the office its roles on the hub and everything below it."""
    hub.manage_addLocalRoles(OFFICE, LOCAL_ROLES)
    hub.reindexObjectSecurity()


def create_office() -> None:
    """Create the office's group and role, and let it place portlets, which show a hub elsewhere."""
    create_group(OFFICE, "Informationskontoret", ROLE)
    _set_portlet_roles({*_portlet_roles(), ROLE})


def remove_office() -> None:
    """Remove the office's role and group, and its permission to place portlets."""
    _set_portlet_roles({*_portlet_roles()} - {ROLE})
    remove_group(OFFICE, ROLE)


def create_group(name: str, title: str, role: str) -> None:
    """Create a group with a role for the whole site, unless the group exists already."""
    if api.group.get(groupname=name) is None:
        api.group.create(name, title=title, roles=[role])


def remove_group(name: str, role: str) -> None:
    """Remove a role and its group. A group with members is kept, without the role."""
    group = api.group.get(groupname=name)
    if group is not None and group.getGroupMemberIds():
        api.group.revoke_roles(groupname=name, roles=[role])
    elif group is not None:
        api.group.delete(groupname=name)
    remove_role(role)


def remove_role(role: str) -> None:
    """Remove a role from the site."""
    portal = api.portal.get()
    portal.acl_users.portal_role_manager.removeRole(role)
    portal._delRoles((role,))


def _portlet_roles():
    """Return the roles that may place portlets on any page: Plone's defaults and the site's."""
    roles = api.portal.get().rolesOfPermission(PLACE_PORTLETS)
    return [role["name"] for role in roles if role["selected"]]


def _set_portlet_roles(roles):
    api.portal.get().manage_permission(PLACE_PORTLETS, sorted(roles), acquire=True)
