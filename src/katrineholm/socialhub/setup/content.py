"""Hubs, with all that lies in them: taken out of everybody's sight but the managers'."""

from collections.abc import Iterable, Iterator

from AccessControl.Permission import pname
from Acquisition import aq_base
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from zope.annotation.interfaces import IAnnotations

from ..accounts.channels.interfaces import CHANNEL_TYPES
from ..core.messages.store import messages_of

KEY = "katrineholm.socialhub.permissions"
TYPES = ("SocialHub", "Administration", "CouncilParty", *CHANNEL_TYPES)
MESSAGES = "messages"
MANAGERS = ("Manager", "Site Administrator")  # a tuple: nothing is acquired
CLOSED = (
    *("View", "Access contents information", "List folder contents"),
    *("Modify portal content", "Add portal content", "Delete objects"),
)


def counts(found: Iterable) -> dict[str, int]:
    """How much there is: objects by type, and the messages of some hubs; no zeros."""
    catalog = api.portal.get_tool("portal_catalog")
    number = {name: len(catalog.unrestrictedSearchResults(portal_type=name)) for name in TYPES}
    number[MESSAGES] = sum(len(messages_of(hub)) for hub in found)
    return {name: each for name, each in number.items() if each}


def path_of(place) -> str:
    """Where it lies, as the site's log names it."""
    return "/".join(place.getPhysicalPath())


def put_away(hub) -> None:
    """Close a hub and all that lies in it, and take it out of the catalogue."""
    for each in within(hub):
        own = {name: getattr(aq_base(each), pname(name), None) for name in CLOSED}
        IAnnotations(each)[KEY] = {name: roles for name, roles in own.items() if roles is not None}
        for name in CLOSED:
            setattr(each, pname(name), MANAGERS)
        each.unindexObject()


def bring_back(path: str) -> None:
    """Open what was put away as it was before; what has been deleted since is passed over."""
    hub = api.portal.get().unrestrictedTraverse(path, None)
    for each in within(hub) if hub is not None else ():
        own = IAnnotations(each).pop(KEY, None)
        for name in CLOSED if own is not None else ():
            _restore(each, pname(name), own.get(name))
        catalogue(each)


def catalogue(each) -> None:
    """Let the catalogue know of an object, whose date stays as it was: it has not been changed."""
    api.portal.get_tool("portal_catalog").catalog_object(each)


def within(place) -> Iterator:
    """An object and all content in it."""
    yield place
    for each in getattr(place, "objectValues", tuple)():
        if IDexterityContent.providedBy(each):
            yield from within(each)


def _restore(each, attribute, roles):
    if roles is not None:
        setattr(each, attribute, roles)
    elif attribute in vars(aq_base(each)):
        delattr(each, attribute)
