"""The accounts, administrations and topics that a search names, which come before its entries."""

from typing import NamedTuple

from plone import api
from plone.dexterity.content import Container
from ZPublisher.HTTPRequest import HTTPRequest

from ... import _
from ...accounts.channels.channel_names import service_icon
from ...accounts.channels.facts import (
    AdministrationFacts,
    ChannelFacts,
    active_channels,
    viewable_administrations,
)
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IChannel
from ...core.search.names import NameIndex, matching_names, name_index
from ...site.pages.cache import LruCache, visibility_key
from ...site.pages.languages import translated_title
from ...site.settings.titles import service_title
from .index_search import searches_with_hits
from .query import FILTERS, Query, query_url
from .stream import Stream
from .topics import Topic, searched_clauses, topics_of

MOST = 6  # names, and topics if nothing is found
MOST_COUNTED = 1000  # entries of a topic
NAMES = LruCache(64)


class _Names(NamedTuple):
    things: tuple[ChannelFacts | AdministrationFacts | Topic, ...]
    searched: NameIndex


def found_names(context: Container, query: Query, request: HTTPRequest) -> list[dict]:
    """Return links to what a search for nothing but words names, on its first page."""
    is_narrow = query.year or any(getattr(query, name) for name in FILTERS)
    if query.start or is_narrow or not query.clauses or IChannel.providedBy(context):
        return []
    names = _names(context)
    found = matching_names(names.searched, query.text)[:MOST]
    return [_name(names.things[number], context, request) for number in found]


def best_topics(stream: Stream) -> list[dict]:
    """Return links to the topics with most entries, each with their number."""
    hub, channels = stream.hub, [facts.uid for facts in stream.channels]
    queries = {topic: Query(topic=frozenset({topic.id})) for topic in topics_of(hub)}
    searches = {topic: searched_clauses(hub, query) for topic, query in queries.items()}
    counts = searches_with_hits(hub, searches, channels, most=MOST_COUNTED) if searches else {}
    best = sorted(counts, key=lambda topic: -counts[topic])[:MOST]
    return [
        {"@id": _topic_url(hub, topic), "title": topic.name["text"], "number": counts[topic]}
        for topic in best
    ]


def _names(context):
    """Return the names that the current user may see, from a cache until any of them changes."""
    path, topics = "/".join(context.getPhysicalPath()), topics_of(hub_of(context))
    key = path, visibility_key(), topics, api.portal.get_current_language()
    return NAMES.get(key, lambda: _new_names(context, topics))


def _new_names(context, topics):
    things = *viewable_administrations(context), *topics, *active_channels(context)
    return _Names(things, name_index(map(_texts, things)))


def _texts(thing):
    match thing:
        case Topic():
            return thing.title, thing.english_title, *thing.words
        case AdministrationFacts():
            return thing.title, thing.english_title
    return thing.title, thing.account, service_title(thing.platform)


def _name(thing, context, request):
    if isinstance(thing, Topic):
        url, title = _topic_url(hub_of(context), thing), thing.name["text"]
        return _name_value("Topic", url, title, _("Topic"), "topic")
    url = request.physicalPathToURL(thing.path)
    if isinstance(thing, AdministrationFacts):
        title = translated_title(thing)["text"]
        return _name_value("Administration", url, title, _("Administration"), "administration")
    icon, service = service_icon(thing.platform, thing.kind), service_title(thing.platform)
    return _name_value("Channel", url, thing.title, service, icon, thing.kind)


def _name_value(type, url, title, service, icon, kind="other"):
    return {
        "@id": url,
        "type": type,
        "title": title,
        "service": service,
        "icon": icon,
        "kind": kind,
    }


def _topic_url(hub, topic):
    return query_url(hub.absolute_url(), Query(topic=frozenset({topic.id})))
