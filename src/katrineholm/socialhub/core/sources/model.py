"""The values that an API returns: accounts, pages of posts, comments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from ..feeds.draft import Draft

# An object of JSON, whose values may be of any type.
Data: TypeAlias = dict[str, Any]
# Secrets by name: ``token`` and, if needed to renew it, those of the app.
Secrets: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """An account that a token gives access to; ``id`` is the API's, ``name`` as people write it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PostPage:
    """A page of an account's posts, newest first; ``after`` is the next page's cursor, if any."""

    drafts: tuple[Draft, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class PostCount:
    """The numbers of views and likes of the post with this URL; None if they are not given."""

    link: str
    views: int | None = None
    likes: int | None = None


@dataclass(frozen=True, slots=True)
class CountPage:
    """A page of the counts of posts, newest first; ``after`` is the next page's cursor, if any."""

    counts: tuple[PostCount, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class ApiComment:
    """A comment from an API.

    ``text`` is plain text. ``sender`` may have ``name``, ``handle``, ``id`` and ``url``.
    ``answers`` is the URL of the post or comment that it replies to, ``about`` that of the post.
    """

    id: str
    permalink: str
    text: str
    about: str
    answers: str = ""
    sender: Mapping[str, str] = field(default_factory=dict, hash=False)
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostedAnswer:
    """An answer at a service: its id there, and its URL if the service tells it."""

    id: str
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token's expiry in seconds since 1970, 0 if it never expires, and its scopes by name."""

    ends: int
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenewedSecrets:
    """New secrets that replace the old ones, with their lifetime in seconds."""

    secrets: Secrets
    lasts: int
