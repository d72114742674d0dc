"""The plain values that leave this room: a post, its pictures, and what a feed's draft of it is."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath

from ..feeds import text as texts
from ..feeds.draft import Draft

# Why a post never becomes public, whatever is asked for.
PRIVATE, ARCHIVED, STORY, REPLY = "private", "archived", "story", "reply"
# Shown to those who follow the account at its service: a person decides whether it is public.
NETWORK = "network"
# Without a day it would stand in the stream as if it was of today.
UNDATED = "undated"
# Guideline G0a: what is on Facebook is kept for the record only.
FACEBOOK = "facebook"
# What is left out although it stands among the posts.
REPOST, MESSAGE, EMPTY = "repost", "message", "empty"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic")


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or film of a post, by the path that the download writes; ``alt`` None if untold."""

    path: str
    alt: str | None = None

    @property
    def is_picture(self) -> bool:
        return PurePosixPath(self.path).suffix.lower() in PICTURES


@dataclass(slots=True)
class Post:
    """A post as a download tells it.

    ``names`` are what it is known by besides its link: the same in each download of the account,
    the surest first. ``moment`` is in seconds since 1970, ``closed`` says why it never is public.
    Either ``text``, plain, or ``html`` is given.
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
    def says_something(self) -> bool:
        """Whether anything of it can be shown."""
        return bool(self.title or self.text.strip() or self.html or self.pictures)

    @property
    def pictures(self) -> list[Medium]:
        return [each for each in self.media if each.is_picture]


def draft(post: Post) -> Draft:
    """The post as a feed's reader would have it; its pictures are told apart from it."""
    when = None if post.moment is None else datetime.fromtimestamp(post.moment, UTC)
    return Draft(
        id=post.names[0],
        link=post.link,
        title=post.title,
        html=post.html or texts.paragraphs(post.text),
        base=post.link,
        published=when,
        dated=when.isoformat() if when else "",
        language=post.language,
        categories=list(post.categories),
    )


def named(service: str, *parts: object) -> str:
    """What a post without an id is known by, from what does not change between downloads."""
    told = "\n".join(" ".join(str(part).split()) for part in parts)
    return f"{service}:{sha256(told.encode('utf-8', 'replace')).hexdigest()[:24]}"
