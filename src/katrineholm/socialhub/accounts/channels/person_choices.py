"""Suggestions of people in a form; anybody else may be entered as well."""

from collections.abc import Iterable

from plone import api
from Products.CMFCore.permissions import ListPortalMembers

from .person import MAILBOX, member_name

MOST = 100  # a longer list helps nobody, and each costs a look-up


def person_choices(contacts: Iterable[str]) -> list[dict]:
    """Return the members whom the user may list, then contacts: ``value`` and ``title`` of each.

    ``contacts`` are texts that name persons and that the current user may see.
    """
    named = sorted({text for text in contacts if MAILBOX.fullmatch(text)}, key=str.casefold)
    found = [{"value": each["id"], "title": each["name"]} for each in listable_members()]
    return [*found, *({"value": text, "title": ""} for text in named[:MOST])]


def listable_members() -> list[dict]:
    """Return the site's members as ``id`` and ``name`` for users who may list them; else none."""
    if not api.user.has_permission(ListPortalMembers):
        return []
    found = api.portal.get_tool("acl_users").searchUsers(max_results=MOST)
    names = {each["login"]: member_name(each["userid"]) for each in found}
    return [{"id": id, "name": names[id]} for id in sorted(names, key=str.lower)]
