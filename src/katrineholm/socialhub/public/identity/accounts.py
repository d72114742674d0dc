"""What a service says of an account over its open interface, without a key.

References: https://docs.joinmastodon.org/methods/accounts/#lookup and
https://docs.bsky.app/docs/api/app-bsky-actor-get-profile
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from re import findall
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from ...core.feeds.answer import Answer, expect
from ...core.feeds.errors import FeedError
from ...core.feeds.jsonfeed import load
from ...core.feeds.links import absolute
from ...core.feeds.tags import decoded

ACCEPT = "application/json"
LIMIT = 2**18
SECONDS = 10
BLUESKY = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor="
# How Bluesky words its refusals, all of them under the status 400.
CLOSED = ("AccountTakedown", "AccountDeactivated")
# An address in running text: not the end of an e-mail address, nor a name before an @.
ADDRESS = (
    r"(?<![\w@./:-])(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"'()]*[\w/]|(?![\w@:-]))"
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account in its service's words; all but ``id`` may be empty.

    ``id`` stays the same when the handle changes hands. ``page`` is HTML of what the account
    says of itself, ``checked`` of the links that the service has checked itself. ``moved_to`` is
    the address that the account names as its new one.
    """

    id: str
    handle: str = ""
    page: bytes = b""
    checked: bytes = b""
    moved_to: str = ""
    closed: bool = False


def mastodon(url: str, *, get: Callable[..., Answer]) -> Account:
    """The account whose profile is at this address of a Mastodon server. Raises FeedError."""
    parts = urlsplit(url)
    name = unquote(parts.path).lstrip("/@").partition("/")[0]
    asked = f"{parts.scheme}://{parts.netloc}/api/v1/accounts/lookup?acct={quote(name)}"
    told = _object(_json(expect(_ask(asked, get), now=datetime.now(UTC))))
    if _text(told, "acct").lower() != name.lower() or not _text(told, "id"):
        raise FeedError("unreadable")
    fields = [_object(field) for field in _list(told.get("fields"))]
    values = [_text(field, "value") for field in fields]
    checked = [_text(field, "value") for field in fields if _text(field, "verified_at")]
    return Account(
        id=_text(told, "id"),
        handle=_text(told, "acct"),
        page=_page(*values, _text(told, "note")),
        checked=_page(*checked),
        moved_to=absolute(_text(_object(told.get("moved")), "url")),
        closed=told.get("suspended") is True,
    )


def bluesky(name: str, *, get: Callable[..., Answer]) -> Account:
    """The account with this handle or DID; ``id`` is its DID. Raises FeedError.

    The service gives the handle only where the handle's domain names the DID in return.
    """
    answer = _ask(BLUESKY + quote(name), get)
    told = _object(_json(answer)) if answer.status in (200, 400) else {}
    if _text(told, "error") in CLOSED:
        return Account(id="", closed=True)
    if "not found" in _text(told, "message").lower():
        raise FeedError("missing")
    told = _object(_json(expect(answer, now=datetime.now(UTC))))
    if not _text(told, "did").startswith("did:"):
        raise FeedError("unreadable")
    named = findall(ADDRESS, _text(told, "description"))
    return Account(
        id=_text(told, "did"),
        handle=_text(told, "handle").lower(),
        page=_page(*(f'<a href="{escape(_full(each))}">' for each in named)),
    )


def _ask(url, get):
    return get(url, accept=ACCEPT, limit=LIMIT, deadline=SECONDS)


def _json(answer) -> Any:
    try:
        return load(decoded(answer.body))
    except FeedError:
        raise FeedError("unreadable") from None


def _object(data) -> dict:
    return data if isinstance(data, dict) else {}


def _list(data) -> list:
    return data if isinstance(data, list) else []


def _text(data, name) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _page(*pieces):
    return "\n".join(pieces).encode("utf-8", "replace")


def _full(address):
    return address if address.startswith("http") else f"https://{address}"
