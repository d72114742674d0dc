"""The floor: what the libraries alone need for the same feeds. One process, no storage.

``read`` is a guarded download, feedparser without its own cleaning, and nh3 on every entry's
text, feed after feed. ``ask`` is the same addresses asked conditionally by one requests.Session
that keeps its connections (the addresses come host by host, so that it can). ``ask_all`` and
``read_news`` are the same for a whole country's channels: all of them, and those with news.
"""

import sys
import time
from collections.abc import Mapping

import feedparser
import nh3
import requests
import sources
from servant import serve

from katrineholm.socialhub.core.feeds import retrieval

AGENT = "katrineholm.socialhub benchmark"


def read(urls: list[str]) -> tuple[float, int]:
    """Seconds for all feeds, and how many entries they held."""
    began, entries = time.perf_counter(), 0
    for url in urls:
        entries += _read(url)
    return time.perf_counter() - began, entries


def ask(urls: list[str], tags: Mapping[str, str] | None = None) -> tuple[float, int]:
    """Seconds for asking all again, and how many of them answered that nothing is new."""
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    tags = tags or {url: session.get(url).headers["ETag"] for url in urls}
    began, unchanged = time.perf_counter(), 0
    for url in urls:
        answer = session.get(url, headers={"If-None-Match": tags[url]}, timeout=20)
        unchanged += answer.status_code == 304
    return time.perf_counter() - began, unchanged


def _read(url):
    answer = retrieval.fetch_url(url)
    parsed = feedparser.parse(
        answer.body,
        response_headers={"content-type": answer.headers.get("content-type", "")},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    for entry in parsed.entries:
        nh3.clean(entry.content[0].value if "content" in entry else entry.summary)
    return len(parsed.entries)


def ask_all(port: int, channels: int) -> tuple[float, int]:
    """``ask`` for a country's channels, whose validators are known."""
    tags = {
        sources.feed_url(channel, port): sources.tag(channel % sources.CHANNELS, 0)
        for channel in range(channels)
    }
    return ask(sources.feed_urls(port, range(channels)), tags)


def read_news(port: int, channels: int) -> tuple[float, int]:
    """``read`` for those of a country's channels that have news."""
    return read(sources.feed_urls(port, range(0, channels, sources.NEWS_EVERY)))


if __name__ == "__main__":
    port, *country = map(int, sys.argv[1:])
    urls = sources.feed_urls(port)
    serve(
        {
            "read": lambda: read(urls),
            "ask": lambda: ask(urls),
            "ask_all": lambda: ask_all(port, *country),
            "read_news": lambda: read_news(port, *country),
        }
    )
