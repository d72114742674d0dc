"""What a channel's entries come from: each kind of source gives the same entries to the same rules.

``feed`` and ``mapping`` are retrieved from the channel's feed address, a feed or any JSON that a
mapping reads. ``account`` is retrieved from a service's interface with a token, see
``core.connectors``. ``hand`` is written by an editor, ``push`` sent by a program with the channel's
key; these two are open to every channel that is gathered at all. ``download`` is what the service
hands its account's owner: open to every channel, for the record only where it is never gathered.
"""

from urllib.parse import urlsplit

from . import mapping

FEED, MAPPING, ACCOUNT, DOWNLOAD = "feed", "mapping", "account", "download"
HAND, PUSH, NONE = "hand", "push", "none"
RETRIEVED = (FEED, MAPPING, ACCOUNT)
# Where the interfaces answer that need a token, and the services whose posts they give.
INTERFACES = frozenset(
    ("graph.instagram.com", "graph.facebook.com", "graph.threads.net", "open.tiktokapis.com")
)
CONNECTED = frozenset(("instagram", "threads", "tiktok"))
# Guideline G0a: what is on Facebook is gathered as links, never in the stream.
NEVER_GATHERED = ("facebook",)
# The services whose downloads are read, see ``core.downloads``.
DOWNLOADS = (
    *("facebook", "instagram", "threads", "x", "tiktok", "linkedin", "youtube", "mastodon"),
    "pixelfed",
)


def source_of(platform: str, feed_url: str) -> str:
    """What a channel lives by: feed, mapping, account, hand, or none where nothing is gathered."""
    if urlsplit(feed_url).hostname in INTERFACES:
        return ACCOUNT if platform in CONNECTED else NONE
    if feed_url:
        return MAPPING if mapping.for_address(feed_url) else FEED
    return NONE if platform in NEVER_GATHERED else HAND


def ways_in(platform: str, retrieved: bool) -> tuple[str, ...]:
    """Every way that a service's entries can come in; ``retrieved``: whether it gives feeds."""
    if platform in NEVER_GATHERED:
        return (DOWNLOAD,)
    connected = (ACCOUNT,) if platform in CONNECTED else ()
    downloaded = (DOWNLOAD,) if platform in DOWNLOADS else ()
    return (*((FEED,) if retrieved else ()), *connected, HAND, PUSH, *downloaded)
