"""The kind of channel of a feed on an ordinary web site, judged by most of its entries."""

from .model import Feed

WEB_SITES = ("website", "feed")


def feed_kind(feed: Feed) -> str:
    """Return one of the catalogue's kinds; "other" for a feed without entries."""
    if not feed.entries:
        return "other"
    if _most(feed, lambda entry: _has_media(entry, "audio/")):
        return "podcast"
    if _most(feed, lambda entry: _has_media(entry, "video/")):
        return "video"
    return "microblog" if _most(feed, lambda entry: entry.title_derived) else "blog"


def _most(feed, is_so):
    return sum(map(is_so, feed.entries)) * 2 > len(feed.entries)


def _has_media(entry, beginning):
    return any(media.type.startswith(beginning) for media in entry.media)
