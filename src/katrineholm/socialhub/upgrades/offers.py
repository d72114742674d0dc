"""The pages that editors are offered on a place's own page are a category of actions."""

from xml.etree import ElementTree

from plone import api
from Products.GenericSetup.interfaces import IBody
from zope.component import getMultiAdapter

from ..office.mine.offers import CATEGORY

PROFILE, FILE = "profile-katrineholm.socialhub:default", "actions.xml"


def add_offers(setup_tool):
    """Add the category as a new site has it, unless it is there; others may have been edited."""
    tool = api.portal.get_tool("portal_actions")
    if CATEGORY in tool:
        return
    profile = setup_tool._getImportContext(PROFILE)
    actions = ElementTree.fromstring(profile.readDataFile(FILE))
    for each in [each for each in actions if each.get("name") != CATEGORY]:
        actions.remove(each)
    getMultiAdapter((tool, profile), IBody).body = ElementTree.tostring(actions)
