"""The topics of a hub, which the information office names with the words of their entries.

Topics are stored in an annotation of the hub as tuples by id. An entry belongs to a topic if one of
the topic's words is in its text or among its tags; nothing is stored with entries.
"""

from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from ...accounts.channels import hub_storage
from ...accounts.channels.hub import hub_of
from ...core.feeds.sanitiser import sanitised_text
from ...core.search.clauses import AnyOf, Clause, any_mark, is_match, new_document, search_clauses
from ...core.timeline.layout import Entry
from ...core.timeline.search_text import search_text
from ...core.timeline.store import timeline_of
from ...core.timeline.tags import entry_tags, normal_tag, tag_mark
from ...site.pages.cache import LruCache
from ...site.pages.languages import translated_text
from ...site.pages.page_values import link
from .query import Query, query_url

KEY = "katrineholm.socialhub.topics"
TAG_SIGN = "#"
BELONGING = LruCache(4096)  # which topics an entry belongs to


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. Each of its ``words`` is a query as in the search, or a tag that starts with #."""

    id: str
    title: str
    words: tuple[str, ...]
    english_title: str = ""

    @property
    def name(self) -> dict:
        """The title for the reader: see ``translated_text``."""
        return translated_text(self.title, self.english_title)

    def link(self, base: str) -> dict:
        """Return a link to a page of the topic's entries, given the URL of the page of all."""
        name = self.name
        return link(
            query_url(base, Query(topic=frozenset({self.id}))), name["text"], name["language"]
        )


def topics_of(hub: Any) -> tuple[Topic, ...]:
    """Return the topics of a hub, sorted by title."""
    found = (Topic(*each) for each in hub_storage.stored_data(hub, KEY).values())
    return tuple(sorted(found, key=lambda topic: topic.title.casefold()))


class TopicVocabulary(SimpleVocabulary):
    """A vocabulary in which a topic that was removed can remain chosen.

    An empty choice would show everything instead of nothing.
    """

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str)


@provider(IVocabularyFactory)
def topic_choices(context: Any) -> TopicVocabulary:
    """Return the topics of all hubs that the user may see, by id."""
    hubs = [brain.getObject() for brain in api.content.find(portal_type="SocialHub")]
    titles = {topic.id: topic.title for hub in hubs for topic in topics_of(hub)}
    return TopicVocabulary([SimpleTerm(each, each, titles[each]) for each in titles])


def store_topic(hub: Any, topic: Topic) -> None:
    """Store a topic of a hub, which replaces that with the same id, if it is another."""
    if hub_storage.stored_data(hub, KEY).get(topic.id) != astuple(topic):
        hub_storage.writable_data(hub, KEY)[topic.id] = astuple(topic)
        timeline_of(hub).begin()["revision"].change(1)


def delete_topic(hub: Any, topic_id: str) -> None:
    """Delete a topic of a hub, which must exist."""
    del hub_storage.writable_data(hub, KEY)[topic_id]
    timeline_of(hub).begin()["revision"].change(1)


def entry_topics(topics: tuple[Topic, ...], entry: Entry) -> list[Topic]:
    """Return those topics to which an entry, as visitors see it, belongs."""
    alts = tuple(image["alt"] for image in entry["images"])
    texts = entry["title"], entry["html"], entry["summary"], entry["author"]
    key = topics, entry["entry_id"], hash((texts, tuple(entry["categories"]), alts))
    ids = BELONGING.get(key, lambda: _ids(topics, entry)) if topics else ()
    return [topic for topic in topics if topic.id in ids]


def topic_links(hub_url: str, topics: tuple[Topic, ...], entry: Entry) -> list[dict]:
    """Return links to the entries of each topic to which an entry belongs."""
    return [topic.link(hub_url) for topic in entry_topics(topics, entry)]


def tag_links(hub_url: str, entry: Entry) -> list[dict]:
    """Return links to the entries with each of an entry's tags, in its own spelling."""
    return [
        link(query_url(hub_url, Query(tag=frozenset({tag}))), f"{TAG_SIGN}{spelled}")
        for tag, spelled in entry_tags(entry).items()
    ]


def topic_clause(*topics: Topic) -> AnyOf:
    """Return the search clause for the entries of any of these topics."""
    return AnyOf(tuple(way for topic in topics for way in _ways(topic.words)))


def query_topics(context: Any, query: Query) -> list[str]:
    """Return the titles of the topics, and the tags, that a query is limited to."""
    topics = topics_of(hub_of(context)) if query.topic else ()
    titles = [topic.name["text"] for topic in topics if topic.id in query.topic]
    return [*titles, *(f"{TAG_SIGN}{tag}" for tag in sorted(query.tag))]


def searched_clauses(hub: Any, query: Query) -> tuple[Clause, ...]:
    """Return all clauses of a query: of its text, tags and topics. There are none if it is void."""
    if query.text and not query.clauses:
        return ()
    chosen = [topic for topic in topics_of(hub) if topic.id in query.topic]
    tags = (any_mark(*map(tag_mark, query.tag)),) if query.tag else ()
    return (*query.clauses, *tags, *((topic_clause(*chosen),) if query.topic else ()))


def _ids(topics: tuple[Topic, ...], entry: Entry) -> frozenset[str]:
    text = search_text(entry, sanitised_text)
    document = new_document({"text": [*text.title, *text.body]}, text.kinds)
    return frozenset(topic.id for topic in topics if is_match((topic_clause(topic),), document))


@lru_cache(maxsize=1024)
def _ways(words: tuple[str, ...]) -> tuple[tuple[Clause, ...], ...]:
    return tuple(way for each in words if (way := _way(each)))


def _way(word):
    if word.startswith(TAG_SIGN):
        tag = normal_tag(word)
        return (any_mark(tag_mark(tag)),) if tag else ()
    return search_clauses(word)
