"""The information office's edits of the catalogue of services, stored in the registry."""

import json
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility, queryUtility
from zope.event import notify
from zope.interface import Interface, implementer

from ... import logger
from ...core.platforms.catalogue_edits import CatalogueEdits
from ...core.platforms.interfaces import AddedService, ICatalogueEdits

PREFIX = "katrineholm.socialhub.catalogue"
KEY = f"{PREFIX}.edits"


class ICatalogueRecord(Interface):
    """The registry record with the edits."""

    edits = schema.Text(title="The catalogue's edits, as JSON", required=False)


class CatalogueEdited:
    """The event that the catalogue has been edited, after which channels are reindexed."""


@implementer(ICatalogueEdits)
class SiteEdits:
    """A utility with the edits of the current site, shared by all sites of a process."""

    hidden = property(lambda self: site_edits().hidden)
    renamed = property(lambda self: site_edits().renamed)
    added = property(lambda self: site_edits().added)


def site_edits() -> CatalogueEdits:
    """Return the edits of the current site. They are empty without a site or the add-on."""
    registry = queryUtility(IRegistry)
    return _read((registry.get(KEY) if registry is not None else "") or "{}")


def store_edits(**values: Any) -> None:
    """Replace ``hidden``, ``renamed`` or ``added``, and notify of CatalogueEdited if changed."""
    before = site_edits()
    if (found := replace(before, **values)) == before:
        return
    getUtility(IRegistry)[KEY] = json.dumps(
        {
            "hidden": sorted(found.hidden),
            "renamed": dict(found.renamed),
            "added": [asdict(each) for each in found.added],
        }
    )
    notify(CatalogueEdited())


@lru_cache(maxsize=32)
def _read(text):
    """Return the edits from JSON; cached by text, so that no site sees another's."""
    try:
        kept = json.loads(text)
        return CatalogueEdits(
            hidden=frozenset(kept.get("hidden", ())),
            renamed=dict(kept.get("renamed", {})),
            added=tuple(AddedService(**each) for each in kept.get("added", ())),
        )
    except (ValueError, TypeError, AttributeError):
        # A record that was edited by hand must not break pages.
        logger.warning("The record %s cannot be read", KEY)
        return CatalogueEdits()
