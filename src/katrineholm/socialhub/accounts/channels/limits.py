"""The limits that the operator sets for a site: channels, storage, and reports an hour.

They are in an annotation of the site, which ``socialhub limit-site`` writes. Without it there are
none. Messages, evidence and texts are public records, and are stored in a full site, too.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from Acquisition import aq_base, aq_chain
from BTrees.LLBTree import LLBTree
from persistent.mapping import PersistentMapping
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.interfaces import IFolderish
from zExceptions import Forbidden
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...site.pages.refusals import Refusal
from .interfaces import CHANNEL_TYPES

KEY, SIZE_KEY = f"{PACKAGE_NAME}.limits", f"{PACKAGE_NAME}.storage_size"
CHANNELS, STORAGE, REPORTS = "channels", "storage", "reports"
MEGABYTE = 10**6
TOO_MANY_CHANNELS = _(
    "The site may have ${limit} channels, closed ones included, and has ${used} already. Whoever "
    "runs the system can raise the limit."
)
STORAGE_FULL = _(
    "The site's storage is full: ${used} of ${limit} MB. New pictures are not retrieved; downloads,"
    " packages and snapshots have to wait. Messages and texts are stored as before. Whoever runs "
    "the system can raise the limit."
)


class StorageSize(NamedTuple):
    """The size of a site's stored data in bytes, and when it was measured (seconds since 1970)."""

    size: int
    at: int


def site_limit(name: str, site: Any = None) -> int:
    """Return a limit of a site, by default the current one; 0 if there is none."""
    return IAnnotations(site or api.portal.get()).get(KEY, {}).get(name, 0)


def set_site_limits(site: Any, limits: Mapping[str, int]) -> None:
    """Store limits by name: channels, bytes, and reports an hour. 0 removes a limit."""
    IAnnotations(site).setdefault(KEY, PersistentMapping()).update(limits)


def channel_count(site: Any) -> int:
    """Return the number of channels in a site, whatever their states."""
    return len(site.portal_catalog.unrestrictedSearchResults(portal_type=CHANNEL_TYPES))


def channel_fault(site: Any, number: int = 1) -> Message | None:
    """Return the reason why a site cannot have so many more channels, or None."""
    limit = site_limit(CHANNELS, site)
    if not limit or not number or (used := channel_count(site)) + number <= limit:
        return None
    return Message(TOO_MANY_CHANNELS, mapping={"limit": limit, "used": used})


def guard_arrival(context: Any, event: Any) -> None:
    """Raise Forbidden if an object brings more channels than its new site may have.

    Like ``move_guard.guard_move`` it is called for the whole object, before anything is stored.
    """
    site = _site_of(event.newParent)
    if aq_base(event.object) is not aq_base(context) or _is_unlimited(site):
        return
    if aq_base(site) is aq_base(_site_of(event.oldParent)) or not (new := _channels_in(context)):
        return
    if fault := channel_fault(site, new):
        raise Forbidden(api.portal.translate(fault))
    # Of two concurrent additions one gets a ConflictError, and counts again.
    IAnnotations(site)[KEY]._p_changed = True


def storage_size(site: Any) -> StorageSize | None:
    """Return the size of a site's data when it was last measured, or None."""
    found = IAnnotations(site).get(SIZE_KEY)
    return found and StorageSize(found["size"], found["at"])


def file_sizes(site: Any) -> Mapping[int, int]:
    """Return the known sizes of the site's stored files by their numbers in the database."""
    return IAnnotations(site).get(SIZE_KEY, {}).get("files", {})


def store_storage_size(site: Any, measured: StorageSize, files: Mapping[int, int]) -> None:
    """Store the size of a site's data, and those of its files."""
    annotations = IAnnotations(site)
    if SIZE_KEY not in annotations:
        annotations[SIZE_KEY] = PersistentMapping(files=LLBTree())
    annotations[SIZE_KEY].update(measured._asdict())
    known = annotations[SIZE_KEY]["files"]
    for gone in [each for each in known if each not in files]:
        del known[gone]
    known.update({each: size for each, size in files.items() if each not in known})


def storage_fault(site: Any = None) -> Message | None:
    """Return why a site, by default the current one, stores no more files; None if it does."""
    site = site or api.portal.get()
    limit, measured = site_limit(STORAGE, site), storage_size(site)
    if not limit or not measured or measured.size < limit:
        return None
    sizes = {"used": measured.size // MEGABYTE, "limit": limit // MEGABYTE}
    return Message(STORAGE_FULL, mapping=sizes)


def require_storage() -> None:
    """Raise Refusal if the current site's storage is full."""
    if fault := storage_fault():
        raise Refusal(fault)


def _site_of(place):
    return next(filter(IPloneSiteRoot.providedBy, aq_chain(place)), None)


def _is_unlimited(site):
    return site is None or not site_limit(CHANNELS, site)


def _channels_in(thing):
    if getattr(aq_base(thing), "portal_type", "") in CHANNEL_TYPES:
        return 1
    return sum(map(_channels_in, thing.objectValues())) if IFolderish.providedBy(thing) else 0
