"""The access to hubs and their content, which only managers have while the add-on is removed."""

from collections.abc import Iterable, Iterator

from AccessControl.Permission import pname
from Acquisition import aq_base
from plone import api
from plone.dexterity.content import Container, DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from zope.annotation.interfaces import IAnnotations

from ..accounts.channels.interfaces import CHANNEL_TYPES
from ..core.messages.store import messages_of

KEY = "katrineholm.socialhub.permissions"
TYPES = ("SocialHub", "Administration", "CouncilParty", *CHANNEL_TYPES)
MESSAGES = "messages"
MANAGERS = ("Manager", "Site Administrator")  # a tuple: nothing is acquired
RESTRICTED_PERMISSIONS = (
    *("View", "Access contents information", "List folder contents"),
    *("Modify portal content", "Add portal content", "Delete objects"),
)


def content_counts(found: Iterable) -> dict[str, int]:
    """Return the count of objects by type, and of the hubs' messages, without zeros."""
    catalog = api.portal.get_tool("portal_catalog")
    number = {name: len(catalog.unrestrictedSearchResults(portal_type=name)) for name in TYPES}
    number[MESSAGES] = sum(len(messages_of(hub)) for hub in found)
    return {name: each for name, each in number.items() if each}


def physical_path(place: DexterityContent) -> str:
    """Return the physical path of an object as text, separated by slashes."""
    return "/".join(place.getPhysicalPath())


def hide_hub(hub: Container) -> None:
    """Restrict a hub and its content to managers, and remove them from the catalogue."""
    for each in with_descendants(hub):
        own = {name: getattr(aq_base(each), pname(name), None) for name in RESTRICTED_PERMISSIONS}
        IAnnotations(each)[KEY] = {name: roles for name, roles in own.items() if roles is not None}
        for name in RESTRICTED_PERMISSIONS:
            setattr(each, pname(name), MANAGERS)
        each.unindexObject()


def restore_hub(path: str) -> None:
    """Restore the permissions of a hub and its content, unless the hub was deleted."""
    hub = api.portal.get().unrestrictedTraverse(path, None)
    for each in with_descendants(hub) if hub is not None else ():
        own = IAnnotations(each).pop(KEY, None)
        for name in RESTRICTED_PERMISSIONS if own is not None else ():
            _restore(each, pname(name), own.get(name))
        catalog_content(each)


def catalog_content(each: DexterityContent) -> None:
    """Catalogue an object without changing its modification date."""
    api.portal.get_tool("portal_catalog").catalog_object(each)


def with_descendants(place: DexterityContent) -> Iterator:
    """Yield an object and all content in it, each container before its content."""
    yield place
    for each in getattr(place, "objectValues", tuple)():
        if IDexterityContent.providedBy(each):
            yield from with_descendants(each)


def _restore(each, attribute, roles):
    if roles is not None:
        setattr(each, attribute, roles)
    elif attribute in vars(aq_base(each)):
        delattr(each, attribute)
