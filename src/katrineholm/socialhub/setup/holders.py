"""Who holds the add-on's roles for the whole site, be it a group or a person."""

from collections.abc import Mapping

from plone import api

from ..accounts.lifecycle import mandate
from ..inbox.routing import groups

ROLES = (mandate.ROLE, *(role for _title, role in groups.GROUPS.values()))


def every() -> dict[str, list[str]]:
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
