"""What the information office changes in the catalogue of services; kept in the site's registry."""

import json
from dataclasses import asdict, replace
from functools import lru_cache

from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility, queryUtility
from zope.event import notify
from zope.interface import Interface, implementer

from ... import logger
from ...core.platforms.edits import CatalogueEdits
from ...core.platforms.interfaces import AddedService, ICatalogueEdits

PREFIX = "katrineholm.socialhub.catalogue"
KEY = f"{PREFIX}.edits"


class ICatalogueRecord(Interface):
    """The record in the registry."""

    edits = schema.Text(title="The catalogue's edits, as JSON", required=False)


class CatalogueEdited:
    """An event: accounts may now be told in another way, so channels are indexed again."""


@implementer(ICatalogueEdits)
class SiteEdits:
    """The edits of the site that is asked; the same utility serves every site of a process."""

    hidden = property(lambda self: edits().hidden)
    renamed = property(lambda self: edits().renamed)
    added = property(lambda self: edits().added)


def edits() -> CatalogueEdits:
    """The present site's edits; none outside every site, and where the add-on is not set up."""
    registry = queryUtility(IRegistry)
    return _read((registry.get(KEY) if registry is not None else "") or "{}")


def change(**values) -> None:
    """Put other ``hidden``, ``renamed`` or ``added`` in the place of the present ones.

    Tells so with a ``CatalogueEdited``. If they are the present ones, nothing is written.
    """
    before = edits()
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
    """Kept by what is written, so that no site ever sees another's."""
    try:
        kept = json.loads(text)
        return CatalogueEdits(
            hidden=frozenset(kept.get("hidden", ())),
            renamed=dict(kept.get("renamed", {})),
            added=tuple(AddedService(**each) for each in kept.get("added", ())),
        )
    except (ValueError, TypeError, AttributeError):
        # Somebody has written in the registry by hand: no page may fail for that.
        logger.warning("The record %s cannot be read", KEY)
        return CatalogueEdits()
