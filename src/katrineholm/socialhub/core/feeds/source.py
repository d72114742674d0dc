"""What a channel's entries come from: each kind of source gives the same entries to the same rules.

``feed`` and ``mapping`` are retrieved from the channel's feed address: a feed, or JSON or a web
page that the office has described or a mapping reads. ``account`` is retrieved from a service's
interface with a token, see ``core.connectors``. ``hand`` is written by an editor, ``push`` sent by
a program with the channel's key; these two are open to every channel that is gathered at all.
``download`` is what the service hands its account's owner: open to every channel, for the record
only where it is never gathered.
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
# Services with ways of their own, or whose terms forbid any other: their pages are not described.
UNDESCRIBED = (*NEVER_GATHERED, *CONNECTED, "linkedin")
# Sites of any kind, whose pages may be described; a service has a feed or an interface of its own.
DESCRIBED = ("website", "feed")
# The services whose downloads are read, see ``core.downloads``.
DOWNLOADS = (
    *("facebook", "instagram", "threads", "x", "tiktok", "linkedin", "youtube", "mastodon"),
    "pixelfed",
)


def source_of(platform: str, feed_url: str, described: str = "") -> str:
    """What a channel lives by: feed, mapping, account, hand, or none where nothing is gathered.

    ``described`` is the office's own description of what is at the address, see ``described``.
    """
    if urlsplit(feed_url).hostname in INTERFACES:
        return ACCOUNT if platform in CONNECTED else NONE
    if feed_url:
        return MAPPING if described or mapping.for_address(feed_url) else FEED
    return NONE if platform in NEVER_GATHERED else HAND


def ways_in(platform: str, retrieved: bool) -> tuple[str, ...]:
    """Every way that a service's entries can come in; ``retrieved``: whether it gives feeds."""
    if platform in NEVER_GATHERED:
        return (DOWNLOAD,)
    connected = (ACCOUNT,) if platform in CONNECTED else ()
    downloaded = (DOWNLOAD,) if platform in DOWNLOADS else ()
    described = (MAPPING,) if platform in DESCRIBED else ()
    return (*((FEED,) if retrieved else ()), *described, *connected, HAND, PUSH, *downloaded)
