"""A post from a download with its pictures, and the draft of an entry made from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath

from ..feeds import text as texts
from ..feeds.draft import Draft

# Why a post never becomes public.
PRIVATE, ARCHIVED, STORY, REPLY = "private", "archived", "story", "reply"
# Visible to followers at the service: a person decides whether it becomes public.
NETWORK = "network"
# Without a date it would appear in the stream as today's.
UNDATED = "undated"
# Guideline G0a: content from Facebook is for the record only.
FACEBOOK = "facebook"
# Rows among the posts that are left out.
REPOST, MESSAGE, EMPTY = "repost", "message", "empty"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic")


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or video of a post: its path in the download, and ``alt``, None if not given."""

    path: str
    alt: str | None = None

    @property
    def is_picture(self) -> bool:
        return PurePosixPath(self.path).suffix.lower() in PICTURES


@dataclass(slots=True)
class Post:
    """A post from a download.

    ``names`` are its identifiers besides the link, the most reliable first, which are the same in
    every download of the account. ``moment`` is in seconds since 1970, and ``closed`` is the reason
    why it is never public. It has either plain ``text`` or ``html``.
    """

    names: tuple[str, ...]
    link: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    moment: int | None = None
    language: str = ""
    media: tuple[Medium, ...] = ()
    closed: str = ""
    categories: list[str] = field(default_factory=list)

    @property
    def has_content(self) -> bool:
        """True if the post has a title, a text or a picture to show."""
        return bool(self.title or self.text.strip() or self.html or self.pictures)

    @property
    def pictures(self) -> list[Medium]:
        return [each for each in self.media if each.is_picture]


def post_draft(post: Post) -> Draft:
    """Return the draft of an entry made from a post, without the pictures."""
    when = None if post.moment is None else datetime.fromtimestamp(post.moment, UTC)
    return Draft(
        id=post.names[0],
        link=post.link,
        title=post.title,
        html=post.html or texts.text_to_html(post.text),
        base=post.link,
        published=when,
        dated=when.isoformat() if when else "",
        language=post.language,
        categories=list(post.categories),
    )


def post_name(service: str, *parts: object) -> str:
    """Return an identifier for a post without an id, made from parts that do not change."""
    content = "\n".join(" ".join(str(part).split()) for part in parts)
    return f"{service}:{sha256(content.encode('utf-8', 'replace')).hexdigest()[:24]}"


def unique_posts(posts: Iterable[Post]) -> list[Post]:
    """Return each post once; posts that share a name are merged, with the longest texts."""
    found: dict[int, Post] = {}
    known: dict[str, int] = {}
    for number, post in enumerate(posts):
        at = next((known[name] for name in post.names if name in known), number)
        found[at] = _joined(found[at], post) if at in found else post
        known |= dict.fromkeys(found[at].names, at)
    return list(found.values())


def _joined(first: Post, second: Post) -> Post:
    return replace(
        first,
        names=tuple(dict.fromkeys((*first.names, *second.names))),
        link=first.link or second.link,
        title=max(first.title, second.title, key=len),
        text=max(first.text, second.text, key=len),
        media=max(first.media, second.media, key=len),
        moment=first.moment if first.moment is not None else second.moment,
        # Private in one file is private everywhere.
        closed=first.closed or second.closed,
    )
