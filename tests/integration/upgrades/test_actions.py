"""The lists of pages come to a site of an older version, beside the site's own edits."""

from plone import api

from katrineholm.socialhub.office.board.actions import PAGE_CATEGORY
from katrineholm.socialhub.upgrades.actions import add_actions


def ours(category):
    return [each for each in category if each.startswith("socialhub_")]


def test_the_lists_come_and_what_the_site_has_changed_stays(old_site):
    tool, setup = api.portal.get_tool("portal_actions"), api.portal.get_tool("portal_setup")
    tool["object"]["socialhub_kits"].visible = False
    assert PAGE_CATEGORY not in tool
    add_actions(setup)
    assert (len(ours(tool[PAGE_CATEGORY])), len(ours(tool["site_actions"]))) == (14, 5)
    tool[PAGE_CATEGORY]["socialhub_rules"].title = "Our rules"
    tool["site_actions"]["socialhub_sections"].visible = False
    add_actions(setup)
    assert tool[PAGE_CATEGORY]["socialhub_rules"].title == "Our rules"
    assert not tool["site_actions"]["socialhub_sections"].visible
    assert not tool["object"]["socialhub_kits"].visible
