"""The information office's group, and its local roles on hubs, as in the sharing tab (G1)."""

from typing import Any

from plone import api

OFFICE = "information_office"
ROLE = "Information Officer"
LOCAL_ROLES = ("Contributor", "Editor", "Reviewer")
PLACING = "Portlets: Manage portlets"


def give_to_office(hub: Any, event: Any = None) -> None:
    """Give the office its roles on the hub and everything below it."""
    hub.manage_addLocalRoles(OFFICE, LOCAL_ROLES)
    hub.reindexObjectSecurity()


def make_office() -> None:
    """Create the information office's group, with its role for the whole site.

    It may place portlets on any page: they show the hub elsewhere.
    """
    make_group(OFFICE, "Informationskontoret", ROLE)
    _placed_by({*_placing(), ROLE})


def dismiss_office() -> None:
    """Remove the office's role and group, and its permission for portlets."""
    _placed_by({*_placing()} - {ROLE})
    dismiss_group(OFFICE, ROLE)


def make_group(name: str, title: str, role: str) -> None:
    """Create a group with a role for the whole site; an existing one is unchanged."""
    if api.group.get(groupname=name) is None:
        api.group.create(name, title=title, roles=[role])


def dismiss_group(name: str, role: str) -> None:
    """Remove role and group; a group with members stays, without the role."""
    group, portal = api.group.get(groupname=name), api.portal.get()
    if group is not None and group.getGroupMemberIds():
        api.group.revoke_roles(groupname=name, roles=[role])
    elif group is not None:
        api.group.delete(groupname=name)
    portal.acl_users.portal_role_manager.removeRole(role)
    portal._delRoles((role,))


def _placing():
    """Return the roles that may place portlets on any page: Plone's defaults and the site's."""
    roles = api.portal.get().rolesOfPermission(PLACING)
    return [role["name"] for role in roles if role["selected"]]


def _placed_by(roles):
    api.portal.get().manage_permission(PLACING, sorted(roles), acquire=True)
