"""The registrars' and the archivists' groups, beside the information office's."""

from plone import api

REGISTRARS, ARCHIVISTS = "socialhub_registrars", "socialhub_archivists"
# Group: its title, and its role for the whole site.
GROUPS = {REGISTRARS: ("Registratorer", "Registrar"), ARCHIVISTS: ("Arkivarier", "Archivist")}


def make() -> None:
    """Make the groups that are not there."""
    for name, (title, role) in GROUPS.items():
        if api.group.get(groupname=name) is None:
            api.group.create(name, title=title, roles=[role])


def dismiss() -> None:
    """Take roles and groups away; a group with members stays, without the role."""
    portal = api.portal.get()
    for name, (_title, role) in GROUPS.items():
        _dismiss(api.group.get(groupname=name), role)
        portal.acl_users.portal_role_manager.removeRole(role)
        portal._delRoles((role,))


def _dismiss(group, role):
    if group is not None and group.getGroupMemberIds():
        api.group.revoke_roles(groupname=group.getId(), roles=[role])
    elif group is not None:
        api.group.delete(groupname=group.getId())
