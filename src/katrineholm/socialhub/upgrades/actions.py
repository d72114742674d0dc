"""The upgrade step that adds the actions of the editors' pages and of the footer."""

from xml.etree import ElementTree

from plone import api
from Products.GenericSetup.interfaces import IBody
from Products.GenericSetup.tool import SetupTool
from zope.component import getMultiAdapter

PROFILE, FILE = "profile-katrineholm.socialhub:default", "actions.xml"
OURS = "socialhub_"


def add_actions(setup_tool: SetupTool) -> None:
    """Add the categories without any of our actions; others may have been edited."""
    tool = api.portal.get_tool("portal_actions")
    profile = setup_tool._getImportContext(PROFILE)
    actions = ElementTree.fromstring(profile.readDataFile(FILE))
    for category in [*actions]:
        if any(each.startswith(OURS) for each in tool.get(category.get("name"), ())):
            actions.remove(category)
    getMultiAdapter((tool, profile), IBody).body = ElementTree.tostring(actions)
