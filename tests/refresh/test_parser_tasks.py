import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

from katrineholm.socialhub.core.feeds import draft, reader, source_description
from katrineholm.socialhub.core.feeds.draft import Document, Draft
from katrineholm.socialhub.core.feeds.model import Feed, Push, entry_values
from katrineholm.socialhub.core.feeds.source_description import Description, description_json
from katrineholm.socialhub.core.timeline.fingerprints import content_digest
from katrineholm.socialhub.refresh import parser_tasks

NOW = datetime(2026, 5, 4, tzinfo=UTC)
DAY = datetime(2026, 5, 1, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>B</title><ttl>60</ttl>
<item><guid>1</guid><title>Ett</title><description>Hej</description>
<pubDate>Sat, 02 May 2026 00:00:00 GMT</pubDate></item>
<item><guid>2</guid><title>Tv\xc3\xa5</title><pubDate>Fri, 01 May 2026 00:00:00 GMT</pubDate></item>
</channel></rss>"""
HEAVY = {"ZODB", "BTrees", "persistent", "Zope2", "plone"}


def kept(feed):
    """Its entries as plain values, each with the digest that the timeline would work out itself."""
    found = [entry_values(each) for each in feed.entries]
    return tuple({**each, "noticed": content_digest(each)} for each in found)


def test_a_feed_comes_as_the_timeline_keeps_it():
    bare = reader.parse_feed(FEED, "", "https://b.example.se/rss", NOW)
    ready = parser_tasks.document_feed(FEED, "", "https://b.example.se/rss", NOW)
    assert ready == parser_tasks.PreparedFeed(kept(bare), int(DAY.timestamp()), (), 3600)
    assert [each["title"] for each in ready.entries] == ["Ett", "Två"]
    assert ready.entries[0]["noticed"] != ready.entries[1]["noticed"]


def test_one_that_is_cut_off_tells_of_nothing_that_is_missing():
    bare = reader.parse_feed(FEED[: -len(b"</channel></rss>")], "", "https://b.example.se/rss", NOW)
    assert (bare.complete, len(bare.entries)) == (False, 2)
    assert parser_tasks.prepared_feed(bare).floor is None
    assert parser_tasks.prepared_feed(replace(bare, complete=True)).floor == int(DAY.timestamp())


def test_what_is_deleted_and_who_tells_of_news_come_along():
    feed = Feed("Atom 1.0", deleted=("i1",), push=Push("https://hub.example.se/", "t"))
    assert parser_tasks.prepared_feed(feed) == parser_tasks.PreparedFeed(
        (), None, feed.deleted, None, feed.push
    )


def test_a_described_source_comes_like_any_other():
    told = description_json(Description("json", items="[]", title="t", link="u"))
    document = b'[{"t": "Ett", "u": "https://b.example.se/1"}]', "application/json"
    parts = (*document, "https://b.example.se/api", NOW, told)
    assert parser_tasks.described_feed(*parts).entries == kept(
        source_description.parse_described_source(*parts)
    )


def test_so_does_what_an_interface_tells():
    document = Document("Instagram", drafts=[Draft("1", title="Ett"), Draft("2", title="Två")])
    assert parser_tasks.account_feed(document).entries == kept(draft.finished_feed(document))


def test_a_process_that_parses_has_no_use_for_a_database():
    code = (
        "import sys; import katrineholm.socialhub.refresh.parser_tasks;"
        " print(*{each.partition('.')[0] for each in sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & {*told.stdout.split()} == set()
