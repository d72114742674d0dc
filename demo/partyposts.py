"""What the demonstration's parties write: content/parties.toml, as feeds."""

import tomllib
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

FILE = Path(__file__).with_name("content") / "parties.toml"
PATH = "/parties/"


def address(party):
    """Where a party's feed is on the feed server; empty where it writes nothing."""
    return f"{PATH}{party['abbreviation'].lower()}.xml" if party.get("post") else ""


def feed(path, began):
    """The RSS feed at an address, or None."""
    for party in tomllib.loads(FILE.read_text("utf-8"))["party"]:
        if address(party) == path:
            return _rss(party, began)
    return None


def _rss(party, began):
    items = "".join(
        f"<item><title>{escape(post['title'])}</title>"
        f"<link>{escape(party['link'])}/{number}</link>"
        f"<pubDate>{format_datetime(began - timedelta(days=post['days']))}</pubDate></item>"
        for number, post in enumerate(party["post"], 1)
    )
    head = f"<title>{escape(party['title'])}</title><link>{escape(party['link'])}</link>"
    return f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
