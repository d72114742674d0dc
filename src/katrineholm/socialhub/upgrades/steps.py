"""Upgrade steps for the lists of messages and the actions of pages."""

from xml.etree import ElementTree

import transaction
from BTrees.OOBTree import OOBTree
from plone import api
from Products.GenericSetup.interfaces import IBody
from Products.GenericSetup.tool import SetupTool
from zope.component import getMultiAdapter

from ..accounts.channels.hub import all_hubs
from ..core.messages import message_index, message_lists
from ..core.messages.layout import SENT_MAILS, mail_ids
from ..core.messages.store import messages_of
from ..refresh import lease

AT_ONCE = 1000
MESSAGES_PER_GC = 500  # messages between two garbage collections of the cache


def shelve_messages(setup: object) -> None:
    """Add the messages of each hub to the lists that they lack, and update the search index."""
    for hub in all_hubs():
        root = messages_of(hub).root
        for count, message in enumerate(root["messages"].values(), 1):
            if message_lists.add_to_lists(root, message):
                message_index.reindex_message(root, message)
            if count % AT_ONCE == 0:
                transaction.savepoint(optimistic=True)
                hub._p_jar.cacheGC()


def index_mail_ids(_setup_tool: SetupTool) -> None:
    """Index the ids of the mails in each message's log, so that replies to them are recognised."""
    for hub in all_hubs():
        root = messages_of(hub).root
        letters = root.setdefault(SENT_MAILS, OOBTree())
        for place, (number, message) in enumerate(root["messages"].items()):
            letters.update(dict.fromkeys(mail_ids(message["log"].values()), number))
            if place % MESSAGES_PER_GC == 0:
                hub._p_jar.cacheGC()


PROFILE, FILE = "profile-katrineholm.socialhub:default", "actions.xml"
OURS, PAGE_CATEGORY = "socialhub_", "object_socialhub"
WORKPLACE, FIGURES = "socialhub_workplace", "socialhub_figures"
WAY_TO_MESSAGES = "socialhub_messages"


def add_actions(setup_tool: SetupTool) -> None:
    """Add the add-on's actions to the categories that have none of them yet."""
    tool = api.portal.get_tool("portal_actions")
    _import_actions(
        setup_tool,
        lambda category, _action: not any(each.startswith(OURS) for each in tool.get(category, ())),
    )


def shorten_toolbar(setup_tool: SetupTool) -> None:
    """Lead to the workplace from the toolbar, and move the actions of channels to their pages.

    The actions of hubs are on the workplace. The figures of administrations are a new action. What
    the site has hidden stays hidden.
    """
    tool = api.portal.get_tool("portal_actions")
    old = {name for name in tool["object"] if name.startswith(OURS)} - {WORKPLACE}
    hidden = {name for name in old if not tool["object"][name].visible}
    gone = [(tool["object"], name) for name in old] + [(tool["user"], WAY_TO_MESSAGES)]
    for category, name in gone:
        if name in category:
            del category[name]
    moved = {WORKPLACE, FIGURES, *old} - {*tool["object"], *tool[PAGE_CATEGORY]}
    _import_actions(setup_tool, lambda _category, action: action in moved)
    for name in hidden & {*tool[PAGE_CATEGORY]}:
        tool[PAGE_CATEGORY][name].visible = False


def _import_actions(setup_tool, is_chosen) -> None:
    """Import the actions of the profile that ``is_chosen(category, action)`` accepts."""
    profile = setup_tool._getImportContext(PROFILE)
    actions = ElementTree.fromstring(profile.readDataFile(FILE))
    for category in actions:
        for action in [*category]:
            if not is_chosen(category.get("name"), action.get("name")):
                category.remove(action)
    tool = api.portal.get_tool("portal_actions")
    getMultiAdapter((tool, profile), IBody).body = ElementTree.tostring(actions)


def replace_site_lease(_setup_tool: SetupTool) -> None:
    """End the worker of 1.0.0a2, which had a lease for the site; now there is one for all sites."""
    lease.retire_site_lease(api.portal.get())
