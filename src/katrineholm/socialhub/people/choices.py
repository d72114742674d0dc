"""Names to choose among where a form asks for a person; anything else may be written as well."""

from plone import api

from .person import member_name

LIST = "socialhub-members"
FIELDS = ("responsible", "substitute")
MOST = 100  # a longer list helps nobody, and costs a look-up each


def suggest(groups) -> None:
    """Let the persons' fields of a form's groups suggest the site's members."""
    for group in groups:
        for name in FIELDS:
            if name in group.widgets:
                group.widgets[name].attributes["list"] = LIST


def members() -> list[dict]:
    """The site's members as ``id`` and ``name``, for those who may list them; else none."""
    if not api.user.has_permission("List portal members"):
        return []
    found = api.portal.get_tool("acl_users").searchUsers(max_results=MOST)
    names = {each["login"]: member_name(each["userid"]) for each in found}
    return [{"id": id, "name": names[id]} for id in sorted(names, key=str.lower)]
