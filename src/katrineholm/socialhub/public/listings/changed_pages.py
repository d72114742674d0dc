"""The pages that visitors see otherwise after a change, found by comparing two states of the hubs.

A change of a place shows on its own pages and on those of the places above it; a change of a hub on
all its pages. Paths are physical. Pages that differ by their query string are not listed.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import islice
from time import time
from typing import Any, NamedTuple

from DateTime import DateTime
from plone import api
from zope.component import getSiteManager
from zope.interface import Interface

from ... import MINUTE, logger
from ...accounts.channels.interfaces import ISocialHub
from ...core.timeline.change_log import START, Position, changed_ids, channel_positions
from ...core.timeline.pictures import stored_pictures
from ...core.timeline.store import timeline_of
from ...core.timeline.streams import latest_entries, neighbour_entries
from ...interfaces import ISocialHubLayer
from ...site.pages.cache import LruCache, catalogue_key
from ...site.pages.page_cache import IPurgedPage
from ...site.pages.traversal import PathTraverser
from .cards import CARD_WIDTH
from .public_state import VISITORS, hub_state, settings_state

MOST_PAGES, MOST_ENTRIES = 5000, 200
PLACES = LruCache(64, share=2)


class Place(NamedTuple):
    """A public place as it is compared. Its ``digest`` changes with its metadata."""

    portal_type: str
    uid: str
    digest: str


class HubPages(NamedTuple):
    """The public places of a hub by path, and the positions of its channels in the change log."""

    places: Mapping[str, Place]
    positions: Mapping[str, Position]


HIDDEN = HubPages({}, {})


def current_pages() -> dict[str, HubPages]:
    """Return the present public pages of the site's hubs, by the hubs' paths."""
    return {
        path: hub_pages(path)
        for path, place in _places().items()
        if place.portal_type == "SocialHub"
    }


def hub_pages(path: str) -> HubPages:
    """Return the present public pages of the hub with this path."""
    places, site = _places(), api.portal.get()
    if path not in places:
        return HIDDEN
    hub = site.unrestrictedTraverse(path)
    timeline = timeline_of(hub)
    own = {each: place for each, place in places.items() if f"{each}/".startswith(f"{path}/")}
    # Within a transaction an edited hub still has its former serial.
    decided = hub._p_changed, hub_state(hub, _now()), settings_state(), timeline.marks()
    digest = _digest((own[path].digest, decided))
    own[path] = own[path]._replace(digest=digest)
    return HubPages(own, channel_positions(timeline))


def changed_pages(before: Mapping[str, HubPages], after: Mapping[str, HubPages]) -> list[str]:
    """Return the paths of the pages that changed, changed entries first, at most MOST_PAGES."""
    hubs = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    found = dict.fromkeys(
        page
        for path in hubs
        for page in _changed_in_hub(path, before.get(path, HIDDEN), after.get(path, HIDDEN))
    )
    if len(found) > MOST_PAGES:
        logger.warning("Of %d changed pages, %d are purged", len(found), MOST_PAGES)
    return list(islice(found, MOST_PAGES))


def page_names(portal_type: str) -> list[str]:
    """Return the names of the pages that places of a type have for visitors."""
    schema = api.portal.get_tool("portal_types")[portal_type].lookupSchema()
    views = getSiteManager().adapters.lookupAll((schema, ISocialHubLayer), Interface)
    return sorted(name for name, view in views if _is_page_of_place(view))


def _is_page_of_place(view):
    # The address of an entry's page continues with its id.
    return IPurgedPage.implementedBy(view) and not issubclass(view, PathTraverser)


def _places() -> dict[str, Place]:
    key = api.portal.get().getPhysicalPath(), catalogue_key(), _now() // MINUTE
    return PLACES.get(key, _public_places)


def _now():
    return int(time())


def _public_places() -> dict[str, Place]:
    catalogue = api.portal.get_tool("portal_catalog")
    shown: dict[str, Any] = {**VISITORS, "effectiveRange": DateTime()}
    hubs = [
        brain.getPath()
        for brain in catalogue.unrestrictedSearchResults(portal_type="SocialHub", **shown)
    ]
    found = catalogue.unrestrictedSearchResults(path=hubs, **shown) if hubs else ()
    return {
        brain.getPath(): Place(brain.portal_type, brain.UID, _digest(tuple(brain)))
        for brain in found
    }


def _digest(value):
    return sha256(repr(value).encode()).hexdigest()[:16]


def _changed_in_hub(hub_path: str, old: HubPages, new: HubPages) -> Iterator[str]:
    places = {**old.places, **new.places}
    edited = {path for path in places if old.places.get(path) != new.places.get(path)}
    uids = {place.uid: path for path, place in new.places.items()}
    moved = [uid for uid in uids if old.positions.get(uid) != new.positions.get(uid)]
    shown = {*edited, *(uids[uid] for uid in moved)}
    if hub_path in edited:
        edited = shown = {*places}
    hub = api.portal.get().unrestrictedTraverse(hub_path, None)
    if ISocialHub.providedBy(hub):
        renamed = [places[path].uid for path in edited]
        yield from _entry_pages(hub_path, timeline_of(hub), moved, renamed, old)
    yield "/".join(api.portal.get().getPhysicalPath())
    yield from _place_pages(places, _with_parents(hub_path, shown))


def _entry_pages(hub_path, timeline, moved, renamed, old):
    """Yield the pages of changed entries, and of those beside them, which name them."""
    newest = latest_entries(timeline, renamed, size=MOST_ENTRIES)
    changed = (changed_ids(timeline, uid, old.positions.get(uid, START)) for uid in moved)
    ids = [entry_id for each in changed for entry_id in each or ()][-MOST_ENTRIES:]
    ids += [each["entry_id"] for each in newest]
    for entry_id in ids:
        yield f"{hub_path}/@@entry/{entry_id}"
        yield f"{hub_path}/@@entry/{entry_id}/versions"
        yield from _picture_paths(f"{hub_path}/@@picture/{entry_id}", timeline, entry_id)
    for entry in filter(None, map(timeline.unmasked, ids)):
        for beside in filter(None, neighbour_entries(timeline, entry)):
            yield f"{hub_path}/@@entry/{beside['entry_id']}"


def _picture_paths(base, timeline, entry_id):
    if (entry := timeline.unmasked(entry_id)) is not None:
        for picture in stored_pictures(timeline, entry):
            yield f"{base}/{picture['name']}"
            yield f"{base}/{picture['name']}/{CARD_WIDTH}"


def _with_parents(hub_path, paths):
    """Return the paths with those of all places above them, up to the hub, which comes first."""
    found = {hub_path}
    for path in paths:
        steps = path.removeprefix(hub_path).split("/")
        found.update(hub_path + "/".join(steps[:length]) for length in range(2, len(steps) + 1))
    return sorted(found, key=lambda path: (path.count("/"), path))


def _place_pages(places, paths):
    names = cache(page_names)
    for path in paths:
        yield path
        yield f"{path}/"
        if path in places:
            yield from (f"{path}/@@{name}" for name in names(places[path].portal_type))
