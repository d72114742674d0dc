"""The information office's rights on a hub: local roles, to be seen on its sharing tab (G1)."""

from plone import api

OFFICE = "information_office"
ROLE = "Information Officer"
LOCAL_ROLES = ("Contributor", "Editor", "Reviewer")


def give_to_office(hub, event=None) -> None:
    """The office tends the hub, its administrations and their channels."""
    hub.manage_addLocalRoles(OFFICE, LOCAL_ROLES)
    hub.reindexObjectSecurity()


def make_office() -> None:
    """The group of the information office, with its role for the whole site."""
    if api.group.get(groupname=OFFICE) is None:
        api.group.create(OFFICE, title="Informationskontoret", roles=[ROLE])


def dismiss_office() -> None:
    """Take role and group away; a group with members stays, without the role."""
    group = api.group.get(groupname=OFFICE)
    if group is not None and group.getGroupMemberIds():
        api.group.revoke_roles(groupname=OFFICE, roles=[ROLE])
    elif group is not None:
        api.group.delete(groupname=OFFICE)
    portal = api.portal.get()
    portal.acl_users.portal_role_manager.removeRole(ROLE)
    portal._delRoles((ROLE,))
