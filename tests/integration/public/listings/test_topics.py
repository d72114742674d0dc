"""Topics and tags: which entries they find, and whom they are shown to."""

import pytest
import transaction

from katrineholm.socialhub.core.timeline.decisions import hide_entry, mask_entry
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings import topics
from katrineholm.socialhub.public.listings.query import Query, query_from
from katrineholm.socialhub.public.listings.stream import stream_of
from katrineholm.socialhub.public.listings.topics import Topic

POOLS = Topic("bad", "Bad och simning", ("badhus*", "öppna duschen", "#simskola"), "Swimming")


@pytest.fixture
def hub(place, keep):
    """The hub with a topic and entries that belong to it: one by each of its words."""
    blog, draft = place.channels["bloggen"], place.channels["hemlig"]
    keep(blog, title="Badhuset öppnar", categories=("#Katrineholm",))
    keep(blog, title="Duschen är öppen", html="<p>Nu är duschen öppen.</p>")
    keep(blog, title="Kurs", categories=("Simskola", "katrineholm!"))
    keep(blog, title="Simskola utan tagg")
    keep(draft, title="Badhuset på utkast", categories=("katrineholm",))
    topics.store_topic(place.hub, POOLS)
    transaction.commit()
    return place.hub


def titles(hub, **form):
    found = stream_of(hub, query_from(form))
    assert found.total == len(found.entries)
    return {entry["title"] for entry in found.entries}


IN_POOLS = {"Badhuset öppnar", "Duschen är öppen", "Kurs"}


def test_a_topic_finds_the_entries_with_any_of_its_words(hub):
    assert titles(hub, topic="bad") == IN_POOLS
    assert titles(hub, topic="bad", SearchableText="öppna") == IN_POOLS - {"Kurs"}
    assert titles(hub, topic="bad", SearchableText="*") == set()
    assert titles(hub, topic="annat") == set()
    assert titles(hub, topic=["bad", "annat"], kind="video") == set()


@pytest.mark.parametrize("written", ["#Katrineholm", "katrineholm", "KATRINEHOLM."])
def test_a_tag_finds_its_entries_however_it_is_spelled(hub, written):
    assert titles(hub, tag=written) == {"Badhuset öppnar", "Kurs"}
    assert titles(hub, tag=written, topic="bad", SearchableText="kurs") == {"Kurs"}


def test_a_word_is_no_tag(hub):
    assert titles(hub, tag="simskola") == {"Kurs"}
    assert titles(hub, tag="badhuset") == set()


def test_what_is_hidden_or_masked_is_not_found(hub):
    timeline = timeline_of(hub)
    named = {e["title"]: e["entry_id"] for e in stream_of(hub, Query()).entries}
    hide_entry(timeline, named["Badhuset öppnar"], by="anna", now=1)
    mask_entry(timeline, named["Kurs"], ["Simskola"], [], reason="x", by="anna", now=1)
    for _time in "before", "after":
        assert titles(hub, topic="bad") == {"Duschen är öppen"}
        assert titles(hub, tag="simskola") == set()
        transaction.commit()


def test_an_entry_knows_the_topics_that_find_it(hub):
    stream, topics_here = stream_of(hub, Query()), topics.topics_of(hub)
    assert {
        entry["title"] for entry in stream.entries if topics.entry_topics(topics_here, entry)
    } == IN_POOLS
    assert topics.entry_topics((), stream.entries[0]) == []


def test_topics_are_sorted_and_named_in_the_language_of_the_page(hub):
    topics.store_topic(hub, Topic("aktuellt", "aktuellt", ()))
    assert [each.id for each in topics.topics_of(hub)] == ["aktuellt", "bad"]
    assert topics.topics_of(hub)[1].name == {"text": "Bad och simning", "language": None}
    assert titles(hub, topic="aktuellt") == set()
    topics.delete_topic(hub, "aktuellt")
    assert topics.topics_of(hub) == (POOLS,)
