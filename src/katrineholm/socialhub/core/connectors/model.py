"""The plain values of an interface: accounts, pages of posts, comments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from ..feeds.draft import Draft

# An object of JSON: what a stranger has put into it is anything.
Data: TypeAlias = dict[str, Any]
# What opens an account, by name: ``token`` and, where it is renewed by them, the app's own.
Secrets: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """An account that a token opens; ``id`` is the interface's, ``name`` as people write it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of an account's posts, the newest first, and the cursor of those after; "" for none."""

    drafts: tuple[Draft, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as an interface gives it.

    ``text`` is plain. ``sender`` may have ``name``, ``handle``, ``id`` and ``url``. ``answers`` is
    the address of what it answers, ``about`` that of the post.
    """

    id: str
    permalink: str
    text: str
    about: str
    answers: str = ""
    sender: Mapping[str, str] = field(default_factory=dict, hash=False)
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """When a token ends, in seconds since 1970, 0 where it never does; what it may do, by name."""

    ends: int
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renewed:
    """New secrets in the place of the old ones, and how many seconds they last."""

    secrets: Secrets
    lasts: int
