"""The list of editors' pages comes to a site of an older version, beside the site's own edits."""

from plone import api

from katrineholm.socialhub.office.mine.offers import CATEGORY
from katrineholm.socialhub.upgrades.offers import add_offers


def test_the_list_comes_and_what_the_site_has_changed_stays(old_site):
    tool, setup = api.portal.get_tool("portal_actions"), api.portal.get_tool("portal_setup")
    tool["object"]["socialhub_kits"].visible = False
    assert CATEGORY not in tool
    add_offers(setup)
    assert [each.startswith("socialhub_") for each in tool[CATEGORY]] == [True] * 14
    tool[CATEGORY]["socialhub_rules"].title = "Our rules"
    add_offers(setup)
    assert tool[CATEGORY]["socialhub_rules"].title == "Our rules"
    assert not tool["object"]["socialhub_kits"].visible
