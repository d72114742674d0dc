import subprocess
import sys
from datetime import UTC, datetime

from katrineholm.socialhub.core.feeds import described, reader
from katrineholm.socialhub.core.feeds.described import Description, written
from katrineholm.socialhub.core.feeds.plain import plain
from katrineholm.socialhub.core.timeline.prints import content_digest
from katrineholm.socialhub.refresh import parsing

NOW = datetime(2026, 5, 4, tzinfo=UTC)
FEED = b"""<rss version="2.0"><channel><title>B</title>
<item><guid>1</guid><title>Ett</title><description>Hej</description></item>
<item><guid>2</guid><title>Tv\xc3\xa5</title><category>skola</category></item>
</channel></rss>"""
HEAVY = {"ZODB", "BTrees", "persistent", "Zope2", "plone"}


def told(entries):
    return [each.noticed for each in entries]


def test_each_entry_comes_with_the_digest_that_the_timeline_would_give_it():
    bare = reader.understand(FEED, "", "https://b.example.se/rss", NOW)
    feed = parsing.understand(FEED, "", "https://b.example.se/rss", NOW)
    assert told(bare.entries) == ["", ""]
    assert told(feed.entries) == [content_digest(plain(each)) for each in bare.entries]
    assert len(set(told(feed.entries))) == 2


def test_so_do_those_of_a_described_source():
    kept = written(Description("json", items="[]", title="t", link="u"))
    document = b'[{"t": "Ett", "u": "https://b.example.se/1"}]', "application/json"
    parts = (*document, "https://b.example.se/api", NOW, kept)
    [entry] = parsing.understand_described(*parts).entries
    [bare] = described.understand(*parts).entries
    assert entry.noticed == content_digest(plain(bare))


def test_a_process_that_parses_has_no_use_for_a_database():
    code = (
        "import sys; from katrineholm.socialhub.refresh import parsing;"
        " print(*{each.partition('.')[0] for each in sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & {*told.stdout.split()} == set()
