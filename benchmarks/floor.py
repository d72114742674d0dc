"""The floor: what the libraries alone need for the same feeds. One process, no storage.

``read`` is a guarded download, feedparser without its own cleaning, and nh3 on every entry's
text, feed after feed. ``ask`` is the same addresses asked conditionally by one requests.Session
that keeps its connections (the addresses come host by host, so that it can).
"""

import sys
import time

import feedparser
import nh3
import requests
import sources
from servant import serve

from katrineholm.socialhub.feeds import fetch

AGENT = "katrineholm.socialhub benchmark"


def read(urls: list[str]) -> tuple[float, int]:
    """Seconds for all feeds, and how many entries they held."""
    began, entries = time.perf_counter(), 0
    for url in urls:
        entries += _read(url)
    return time.perf_counter() - began, entries


def ask(urls: list[str]) -> tuple[float, int]:
    """Seconds for asking all again, and how many of them answered that nothing is new."""
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    tags = {url: session.get(url).headers["ETag"] for url in urls}
    began, unchanged = time.perf_counter(), 0
    for url in urls:
        answer = session.get(url, headers={"If-None-Match": tags[url]}, timeout=20)
        unchanged += answer.status_code == 304
    return time.perf_counter() - began, unchanged


def _read(url):
    answer = fetch.get(url)
    parsed = feedparser.parse(
        answer.body,
        response_headers={"content-type": answer.headers.get("content-type", "")},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    for entry in parsed.entries:
        nh3.clean(entry.content[0].value if "content" in entry else entry.summary)
    return len(parsed.entries)


if __name__ == "__main__":
    urls = sources.feed_urls(int(sys.argv[1]))
    serve({"read": lambda: read(urls), "ask": lambda: ask(urls)})
