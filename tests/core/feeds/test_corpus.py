"""Real feeds of many services, where their folder is present; see SOCIALHUB_CORPUS."""

import csv
import json
import os
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import feedparser
import pytest

from katrineholm.socialhub.core.feeds.reader import parse_feed

FOLDER = Path(os.environ.get("SOCIALHUB_CORPUS") or Path(__file__).parents[4] / "shared" / "corpus")
MANIFEST = FOLDER / "manifest.csv"
ROWS = list(csv.DictReader(MANIFEST.open(encoding="utf-8"))) if MANIFEST.exists() else []
ADDRESS = re.compile(r"https?://[^\s<>\"]+")

pytestmark = pytest.mark.skipif(
    not ROWS, reason="no folder of real feeds: set SOCIALHUB_CORPUS to one with a manifest.csv"
)


@pytest.mark.parametrize("row", ROWS or [{"file": "none"}], ids=lambda row: row["file"])
def test_every_entry_of_a_real_feed_is_read_and_harmless(row):
    body = (FOLDER / row["file"]).read_bytes()
    feed = parse_feed(body, "", "https://feeds.example/feed")
    assert len(feed.entries) == min(300, int(row["entries"])) == min(300, held(body))
    assert feed.format
    for entry in feed.entries:
        assert faults(entry) == []
        assert entry.keys


def held(body):
    """How many entries the document holds, by another reader."""
    if body.lstrip()[:1] == b"{":
        return len(json.loads(body)["items"])
    return len(feedparser.parse(BytesIO(body)).entries)


def faults(entry):
    addresses = [entry.link, *(image.src for image in entry.images)]
    addresses += [media.url for media in entry.media]
    found = [address for address in addresses if address and not ADDRESS.fullmatch(address)]
    texts = (entry.title, entry.summary, entry.author, *entry.categories)
    found += [text for text in texts if re.search("[\x00-\x08\x0e-\x1f\ud800-\udfff]", text)]
    return found + Inspector(entry.html).faults


class Inspector(HTMLParser):
    """Notes what must not be in HTML that strangers wrote."""

    def __init__(self, html):
        super().__init__()
        self.faults = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if re.fullmatch(r"script|style|i?frame|object|embed|form|input|svg|math|link|meta", tag):
            self.faults.append(tag)
        for name, value in attrs:
            if name in ("style", "id", "class", "srcset") or name.startswith("on"):
                self.faults.append(name)
            if name in ("href", "src") and not re.match("https?://|mailto:", value or ""):
                self.faults.append(value)
