"""The kinds of sources of a channel's entries, and the kind of channel that a feed indicates.

``feed`` and ``mapping`` are retrieved from the channel's feed URL: a feed, or JSON or a web page
with a description or mapping. ``account`` is retrieved from a service's API with a token. ``hand``
is written by an editor, ``push`` sent by a program with the channel's key; every gathered channel
has both. ``download`` is the archive that a service offers to the account's owner; every channel
can have it, but if the channel is never gathered, only for the record.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from . import mapping
from .model import Entry, Feed

FEED, MAPPING, ACCOUNT, DOWNLOAD = "feed", "mapping", "account", "download"
HAND, PUSH, NONE = "hand", "push", "none"
RETRIEVED = (FEED, MAPPING, ACCOUNT)
# Hosts of the APIs that need a token, and the services whose posts they return.
INTERFACES = frozenset(
    ("graph.instagram.com", "graph.facebook.com", "graph.threads.net", "open.tiktokapis.com")
)
CONNECTED = frozenset(("instagram", "threads", "tiktok"))
# Guideline G0a: content on Facebook is gathered as links, never in the stream.
NEVER_GATHERED = ("facebook",)
# Services with APIs of their own, or whose terms forbid scraping: their pages are not described.
UNDESCRIBED = (*NEVER_GATHERED, *CONNECTED, "linkedin")
# Sites of any kind, whose pages may be described; services have a feed or an API.
WEB_SITES = ("website", "feed")
# The services whose downloads can be read.
DOWNLOADS = (
    *("facebook", "instagram", "threads", "x", "tiktok", "linkedin", "youtube", "mastodon"),
    "pixelfed",
)


def channel_source(platform: str, feed_url: str, described: str = "") -> str:
    """Return a channel's kind of source: feed, mapping (if ``described``), account, hand, none."""
    if urlsplit(feed_url).hostname in INTERFACES:
        return ACCOUNT if platform in CONNECTED else NONE
    if feed_url:
        return MAPPING if described or mapping.mapping_for_url(feed_url) else FEED
    return NONE if platform in NEVER_GATHERED else HAND


def possible_sources(platform: str, retrieved: bool) -> tuple[str, ...]:
    """Return a service's possible kinds of sources; ``retrieved`` is true if it offers feeds."""
    if platform in NEVER_GATHERED:
        return (DOWNLOAD,)
    connected = (ACCOUNT,) if platform in CONNECTED else ()
    downloaded = (DOWNLOAD,) if platform in DOWNLOADS else ()
    described = (MAPPING,) if platform in WEB_SITES else ()
    return (*((FEED,) if retrieved else ()), *described, *connected, HAND, PUSH, *downloaded)


def feed_kind(feed: Feed) -> str:
    """Return the kind of most of a feed's entries, as in the catalogue; "other" if it is empty."""
    if not feed.entries:
        return "other"
    if _most(feed, lambda entry: _has_media(entry, "audio/")):
        return "podcast"
    if _most(feed, lambda entry: _has_media(entry, "video/")):
        return "video"
    return "microblog" if _most(feed, lambda entry: entry.title_derived) else "blog"


def _most(feed: Feed, is_so: Callable[[Entry], bool]) -> bool:
    return sum(map(is_so, feed.entries)) * 2 > len(feed.entries)


def _has_media(entry: Entry, beginning: str) -> bool:
    return any(media.type.startswith(beginning) for media in entry.media)
