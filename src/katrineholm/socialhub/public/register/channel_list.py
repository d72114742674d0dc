"""Pages of the official list, read from the catalogue without loading channels."""

from dataclasses import dataclass

from plone import api
from plone.dexterity.content import Container
from Products.ZCTextIndex.ParseTree import ParseError

from ...accounts.channels.facts import (
    PUBLIC_STATES,
    AdministrationFacts,
    ChannelFacts,
    facts_of_brain,
    viewable_administrations,
    viewable_channels,
)
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import CHANNEL_TYPES
from ...accounts.channels.internal_facts import stored_internal_facts
from ...site.pages.cache import LruCache, visibility_key
from .query import Query

STATES = (*PUBLIC_STATES, "reported", "draft")
FACETS_CACHE = LruCache(32)  # a few kilobytes each
ORDERS = {
    "title": (["sortable_title"], ["ascending"]),
    "administration": (["socialhub_administration", "sortable_title"], ["ascending"] * 2),
    "service": (["socialhub_platform", "sortable_title"], ["ascending"] * 2),
    # The newest first.
    "since": (["socialhub_since", "sortable_title"], ["descending", "ascending"]),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """The ``rows`` of one page, and the ``total`` number of matching channels."""

    rows: tuple[ChannelFacts, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """The values offered by the list's filters; ``states`` are those of all visible channels."""

    administrations: tuple[AdministrationFacts, ...]
    platforms: frozenset[str]
    kinds: frozenset[str]
    languages: frozenset[str]
    states: tuple[str, ...]


def listed_channels(context: Container, query: Query) -> ListPage:
    """Return a page of the matching channels that the user may see with their administrations."""
    wanted = query.administration
    owners = {
        each.path: each
        for each in viewable_administrations(context)
        if not wanted or not wanted.isdisjoint({each.uid, each.path.rpartition("/")[2]})
    }
    if not owners:
        return ListPage()
    try:
        brains = api.content.find(**_catalogue_query(list(owners), query))
    except ParseError:
        # The text contains no word that the catalogue indexes.
        return ListPage()
    book = stored_internal_facts(hub_of(context))
    end = None if query.size is None else query.start + query.size
    rows = (
        facts_of_brain(brain, owners[brain.getPath().rpartition("/")[0]], book)
        for brain in brains[query.start : end]
    )
    return ListPage(tuple(rows), brains.actual_result_count)


def list_facets(context: Container, states: frozenset[str]) -> Facets:
    """Return the facets of the visible channels in these states; none given means all states."""
    key = "/".join(context.getPhysicalPath()), states, visibility_key()
    return FACETS_CACHE.get(key, lambda: _facets(states, context))


def _catalogue_query(paths, query):
    sort_on, sort_order = ORDERS[query.sort]
    chosen = {
        "socialhub_platform": list(query.platform),
        "socialhub_kind": list(query.kind),
        "socialhub_language": list(query.language),
        "review_state": list(query.state),
        "SearchableText": " AND ".join(f"{word}*" for word in query.words),
        # With the start of a page beyond the middle, the catalogue would sort from the end
        # and reverse equal rows.
        "sort_limit": query.size and query.start + query.size,
    }
    return {
        "portal_type": CHANNEL_TYPES,
        "path": {"query": paths, "depth": 1},
        "sort_on": sort_on,
        "sort_order": sort_order,
    } | {name: value for name, value in chosen.items() if value}


def _facets(states, context):
    found = viewable_channels(context)
    listed = [facts for facts in found if not states or facts.state in states]
    paths = {facts.administration.path for facts in listed}
    owners = (each for each in viewable_administrations(context) if each.path in paths)
    return Facets(
        administrations=tuple(owners),
        platforms=frozenset(facts.platform for facts in listed),
        kinds=frozenset(facts.kind for facts in listed),
        languages=frozenset(facts.language for facts in listed),
        states=tuple(state for state in STATES if any(facts.state == state for facts in found)),
    )
