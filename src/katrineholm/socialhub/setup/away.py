"""All that a site has of the add-on is put away before it goes, and brought back when it returns.

What is needed for that is kept in the site as plain data, so that nothing breaks if the package
is taken out of the server as well.
"""

from collections.abc import Mapping

from persistent.mapping import PersistentMapping
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite

from ..accounts.channels.hub import hubs
from ..site.portlets import placed
from . import content, holders, types

KEY = "katrineholm.socialhub.put-away"


def note() -> Mapping:
    """What is put away: see ``put_away``; empty while the add-on is installed."""
    portal = getSite()
    return IAnnotations(portal).get(KEY, {}) if IPloneSiteRoot.providedBy(portal) else {}


def put_away() -> None:
    """Before the add-on goes: its content out of sight, its portlets out of the pages."""
    portal, found = api.portal.get(), hubs()
    kept = {
        "paths": [content.path_of(hub) for hub in found],
        "counts": content.counts(found),
        "types": types.in_use(),
        "holders": holders.every(),
        "portlets": placed.take_out(portal),
    }
    for hub in found:
        content.put_away(hub)
    if any(kept.values()):
        IAnnotations(portal)[KEY] = PersistentMapping(kept)


def stand_in() -> None:
    """After the add-on's types have gone: content without a type would break every page of it."""
    types.stand_in(note().get("types", {}))


def make_room() -> None:
    """Before the add-on's types come back."""
    types.make_room(note().get("types", {}))


def bring_back() -> None:
    """After the add-on has come back: all as it was."""
    kept = IAnnotations(api.portal.get()).pop(KEY, {})
    for path in kept.get("paths", ()):
        content.bring_back(path)
    holders.appoint(kept.get("holders", {}))
    placed.put_back(api.portal.get(), kept.get("portlets", ()))
