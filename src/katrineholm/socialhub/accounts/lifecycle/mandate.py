"""The information office's rights on a hub: local roles, to be seen on its sharing tab (G1)."""

from plone import api

OFFICE = "information_office"
ROLE = "Information Officer"
LOCAL_ROLES = ("Contributor", "Editor", "Reviewer")
PLACING = "Portlets: Manage portlets"


def give_to_office(hub, event=None) -> None:
    """The office tends the hub, its administrations and their channels."""
    hub.manage_addLocalRoles(OFFICE, LOCAL_ROLES)
    hub.reindexObjectSecurity()


def make_office() -> None:
    """The group of the information office, with its role for the whole site.

    It places portlets on any page: they show the hub where the hub is not.
    """
    make_group(OFFICE, "Informationskontoret", ROLE)
    _placed_by({*_placing(), ROLE})


def dismiss_office() -> None:
    """Take role and group away, and what the role may place."""
    _placed_by({*_placing()} - {ROLE})
    dismiss_group(OFFICE, ROLE)


def make_group(name: str, title: str, role: str) -> None:
    """A group with a role for the whole site; what is there already stays as it is."""
    if api.group.get(groupname=name) is None:
        api.group.create(name, title=title, roles=[role])


def dismiss_group(name: str, role: str) -> None:
    """Take role and group away; a group with members stays, without the role."""
    group, portal = api.group.get(groupname=name), api.portal.get()
    if group is not None and group.getGroupMemberIds():
        api.group.revoke_roles(groupname=name, roles=[role])
    elif group is not None:
        api.group.delete(groupname=name)
    portal.acl_users.portal_role_manager.removeRole(role)
    portal._delRoles((role,))


def _placing():
    """The roles that place portlets on any page of the site: Plone's own, and whom a site added."""
    roles = api.portal.get().rolesOfPermission(PLACING)
    return [role["name"] for role in roles if role["selected"]]


def _placed_by(roles):
    api.portal.get().manage_permission(PLACING, sorted(roles), acquire=True)
