"""The sources of comments on a channel's entries, for services that publish them.

A blog on WordPress or Blogger has one feed of all its comments, and one for each post; Mastodon and
PeerTube are asked about one entry at a time. References: WordPress' ``wp-includes`` (feeds of
comments), Blogger's feeds, docs.joinmastodon.org (statuses, context) and docs.joinpeertube.org
(video comments; its feed of comments gives a whole thread one id, and is of no use here).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

ENTRIES = 10  # of a channel, the newest: later comments on older ones come by the blog's feed only
FEW = 3  # of them in one round
ACCOUNT = "account"  # the shape of a connected account's comments

_WORDPRESS = re.compile(r"(?P<home>/(?:.*/)?)feed(?:/(?:rss2?|atom|rdf))?/?")
_TOPIC = re.compile(r"(?P<home>/(?:.*/)?)(?:category|tag|author)/.+")
_BLOGGER = re.compile(r"(?P<feeds>/feeds(?:/\d+)?)/posts/(?:default|summary)(?P<topic>/-/.+)?")
_POST = re.compile(r"tag:blogger\.com,1999:blog-\d+\.post-(\d+)")
_STATUS = re.compile(r"/(?:@[\w.@-]+|users/[\w.-]+/statuses)/(\d{1,30})/?")
_FILM = re.compile(r"/(?:videos/watch|w)/([\w-]{22,36})/?")
# URLs of comments, as distinct from posts.
_COMMENT = {
    "wordpress": re.compile(r"#(?:li-)?comment-\d+$"),
    "blogger": re.compile(r"[?&]showComment=\d|#c\d+$"),
}
_PAGE = re.compile(r"(?:comment-page-\d+/?|[?&]cpage=\d+)$")


@dataclass(frozen=True, slots=True)
class Source:
    """A URL from which comments can be retrieved.

    ``shape`` is their format: ``wordpress``, ``blogger``, ``mastodon``, ``peertube``, ``thread``
    (of PeerTube), or ``account`` (with a token). ``about`` is the URL of the entry that they are
    about; empty for the comments of a whole blog. If ``own``, only comments on the channel's
    entries are used, since the channel covers one topic of the blog.
    """

    url: str
    shape: str
    about: str = ""
    own: bool = False


def comment_sources(
    platform: str, feed_url: str, entries: Sequence[Mapping], turn: int, *, behind: bool = False
) -> list[Source]:
    """Return the sources to retrieve in a round; empty if the service has none.

    ``entries`` have ``link`` and ``id``, the newest first. ``turn`` grows by one each round. If a
    blog had more new comments than its feed holds (``behind``), its posts are sources, too.
    """
    whole = channel_source(platform, feed_url)
    if whole and not behind:
        return [whole]
    found = (entry_source(platform, feed_url, entry) for entry in entries[:ENTRIES])
    return [*([whole] if whole else []), *_rotated([each for each in found if each], turn)]


def channel_source(platform: str, feed_url: str) -> Source | None:
    """Return the feed with all comments of a blog; None if the channel is no such blog."""
    parts = urlsplit(feed_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if platform == "blogger" and (feed := _BLOGGER.fullmatch(parts.path)):
        url = f"{origin}{feed['feeds']}/comments/default?max-results=100"
        return Source(url, "blogger", own=bool(feed["topic"]))
    if not _is_wordpress(platform, parts):
        return None
    if "feed=" in parts.query:
        return Source(f"{origin}{parts.path}?feed=comments-atom", "wordpress")
    home = _WORDPRESS.fullmatch(parts.path)["home"]
    topic = _TOPIC.fullmatch(home)
    blog = topic["home"] if topic else home
    return Source(f"{origin}{blog}comments/feed/atom/", "wordpress", own=bool(topic))


def entry_source(platform: str, feed_url: str, entry: Mapping) -> Source | None:
    """Return the source of one entry's comments on the channel's own server; None if unknown."""
    link, feed = urlsplit(entry["link"]), urlsplit(feed_url)
    origin = f"{feed.scheme}://{feed.netloc}"
    if platform == "blogger":
        post, blog = _POST.fullmatch(entry["id"]), _BLOGGER.fullmatch(feed.path)
        url = f"{origin}{blog['feeds']}/{post[1]}/comments/default" if post and blog else ""
        return Source(url, "blogger", entry["link"]) if url else None
    if link.netloc.lower() != feed.netloc.lower():
        return None
    if platform == "mastodon" and (status := _STATUS.fullmatch(link.path)):
        url = f"{origin}/api/v1/statuses/{status[1]}/context"
        return Source(url, "mastodon", entry["link"])
    if platform == "peertube" and (film := _FILM.fullmatch(link.path)):
        url = f"{origin}/api/v1/videos/{film[1]}/comment-threads"
        return Source(f"{url}?sort=-createdAt&count=50", "peertube", entry["link"])
    if _is_wordpress(platform, feed):
        url = f"{origin}{link.path}"
        end = f"?{link.query}&feed=atom" if link.query else "feed/atom/"
        return Source(url + end, "wordpress", entry["link"])
    return None


def thread_source(of: Source, number: int) -> Source:
    """Return the source of one PeerTube thread, given by number, with all its replies."""
    return Source(f"{of.url.partition('?')[0]}/{number}", "thread", of.about)


def is_comment_url(shape: str, address: str) -> bool:
    """Return whether a URL in a blog's feed belongs to a comment rather than a post."""
    return _COMMENT[shape].search(address) is not None


def entry_url(permalink: str) -> str:
    """Return the URL of the post that a comment on a blog is about."""
    address = permalink.partition("#")[0]
    if "showComment=" in address:
        address = address.partition("?")[0]
    return _PAGE.sub("", address)


def is_own_account(platform: str, account: str, handle: str) -> bool:
    """Return whether a comment's author is the channel's own account.

    ``handle`` is ``@name@server``; ``account`` is the channel's, as in ``platforms``. It is False
    if the service does not guarantee names: on a blog, anybody can use any name.
    """
    return platform == "mastodon" and account.partition("/")[0].lower() == handle.lower()


def _is_wordpress(platform, feed):
    """Return whether a feed is WordPress'; a blog on its own domain by its path alone."""
    if platform in ("wordpress", "wordpress.com") and "feed=" in feed.query:
        return True
    known = ("wordpress", "wordpress.com", "website")
    return platform in known and bool(_WORDPRESS.fullmatch(feed.path)) and not feed.query


def _rotated(found, turn):
    """Return the newest source each time, and a few of the others in rotation."""
    rest, size = found[1:], FEW - 1
    start = turn * size % len(rest) if rest else 0
    return found[:1] + (rest + rest)[start : start + min(size, len(rest))]
