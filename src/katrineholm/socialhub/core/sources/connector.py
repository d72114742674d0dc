"""The description of a service's API by its connector, and the look-up of registered connectors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from zope.component import getUtilitiesFor, queryUtility
from zope.interface import implementer

from .connector_errors import ErrorReader
from .interfaces import IConnector
from .login import Login
from .model import (
    Account,
    ApiComment,
    CountPage,
    PostedAnswer,
    PostPage,
    RenewedSecrets,
    Secrets,
    TokenInfo,
)
from .session import Session, Signer, no_signature

PostReader: TypeAlias = Callable[[Session, str, str], PostPage]


@implementer(IConnector)
@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """A service's API, described by functions and values; functions that it lacks are None.

    ``whose(session, account)`` returns the accounts that the token opens. ``posts(session, id,
    after)`` returns a page of an account's posts, ``record`` one of posts for the record only,
    ``stories`` one of those that vanish after a day, ``comments(session, id)`` the comments on the
    newest posts. ``hide(session, comment, hidden)`` hides or shows a comment and returns whether
    that worked. ``reply(session, comment, text)`` answers a comment and returns the answer;
    ``find_reply(session, comment, text, since)`` returns it if it is already there, or None;
    ``since`` is in seconds since 1970. An answer has ``answer_length`` characters at most.
    ``followers(session, id)`` returns their number, ``renew`` new secrets, ``examine`` the token's
    expiry and scopes, ``sign`` query parameters in addition to the token. ``secrets`` are the names
    of the secrets that a person pastes; they are valid for ``lasts`` seconds at most and renewed
    after ``renewed_after``, both 0 if they never expire. ``answer_scopes``, ``comment_scopes``
    and ``hide_scopes`` are the scopes that answering, reading and hiding comments require.
    ``host`` is empty if accounts are on servers of their own: then the secrets have it. ``login``
    is how a person logs in with the account. ``needs`` lists the requirements in English, marked
    for translation.
    """

    name: str
    platform: str
    title: str
    host: str
    needs: str
    fault: ErrorReader
    whose: Callable[[Session, str], list[Account]]
    posts: PostReader | None = None
    record: PostReader | None = None
    stories: PostReader | None = None
    comments: Callable[[Session, str], list[ApiComment]] | None = None
    hide: Callable[[Session, str, bool], bool] | None = None
    reply: Callable[[Session, str, str], PostedAnswer] | None = None
    find_reply: Callable[[Session, str, str, int], PostedAnswer | None] | None = None
    answer_length: int = 0
    followers: Callable[[Session, str], int | None] | None = None
    counts: Callable[[Session, str, str], CountPage] | None = None
    renew: Callable[[Session], RenewedSecrets] | None = None
    examine: Callable[[Session], TokenInfo | None] | None = None
    sign: Signer = no_signature
    secrets: tuple[str, ...] = ("token",)
    answer_scopes: tuple[str, ...] = ()
    comment_scopes: tuple[str, ...] = ()
    hide_scopes: tuple[str, ...] = ()
    login: Login | None = None
    lasts: int = 0
    renewed_after: int = 0
    header: tuple[str, str] = ("Authorization", "Bearer ")

    def session(self, secrets: Secrets) -> Session:
        """Return a session with the API that uses these secrets."""
        host = self.host or secrets.get("host", "")
        return Session(self.title, host, secrets, self.fault, self.header, sign=self.sign)

    def posts_url(self, account: str) -> str:
        """Return a URL that stands for an account's posts where a feed's URL is expected."""
        return f"https://{self.host}/{account}/posts" if self.posts else ""

    def account_at(self, url: str) -> str:
        """Return the account in a URL from ``posts_url``, empty if it is of another API."""
        parts = urlsplit(url)
        account, _slash, rest = parts.path.strip("/").partition("/")
        is_ours = self.posts is not None and parts.hostname == self.host and rest == "posts"
        return account if is_ours else ""


def find_connector(name: str) -> Connector | None:
    """Return the connector with this name, or None if there is none."""
    found: Connector | None = queryUtility(IConnector, name=name)
    return found


def all_connectors() -> list[Connector]:
    """Return all registered connectors, sorted by title."""
    found = (each for _name, each in getUtilitiesFor(IConnector))
    return sorted(found, key=lambda each: each.title)


def platform_connectors(platform: str) -> list[Connector]:
    """Return the connectors for a service of the catalogue."""
    return [each for each in all_connectors() if each.platform == platform]


def connector_for_url(address: str) -> tuple[Connector, str] | None:
    """Return the connector and the account of a URL from ``posts_url``, or None."""
    found = ((each, each.account_at(address)) for each in all_connectors())
    return next(((each, account) for each, account in found if account), None)
