"""Data about an account from its service's public API, which requires no key.

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

from ...core.feeds.errors import FeedError
from ...core.feeds.html_tags import decode_page
from ...core.feeds.json_feed import load_json
from ...core.feeds.links import absolute_url
from ...core.feeds.response import Response, checked_response

ACCEPT = "application/json"
LIMIT = 2**18
SECONDS = 10
BLUESKY = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor="
# Bluesky's refusals, all with the status 400.
CLOSED = ("AccountTakedown", "AccountDeactivated")
# A URL in running text: not the end of an e-mail address, nor a name before an @.
ADDRESS = (
    r"(?<![\w@./:-])(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"'()]*[\w/]|(?![\w@:-]))"
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its service describes it; any field may be empty.

    ``id`` remains the same if the handle changes. ``page`` is the HTML of the account's
    description, and ``checked`` the HTML of the links that the service has verified. ``moved_to``
    is the URL of the account that has replaced this one.
    """

    id: str
    handle: str = ""
    page: bytes = b""
    checked: bytes = b""
    moved_to: str = ""
    closed: bool = False


def mastodon_account(url: str, *, get: Callable[..., Response]) -> Account:
    """Return the account with this profile URL on a Mastodon server. Raise FeedError."""
    parts = urlsplit(url)
    name = unquote(parts.path).lstrip("/@").partition("/")[0]
    lookup = f"{parts.scheme}://{parts.netloc}/api/v1/accounts/lookup?acct={quote(name)}"
    data = _object(_json(checked_response(_request(lookup, get), now=datetime.now(UTC))))
    if _text(data, "acct").lower() != name.lower() or not _text(data, "id"):
        raise FeedError("unreadable")
    given = data.get("fields")
    fields = [_object(field) for field in given] if isinstance(given, list) else []
    values = [_text(field, "value") for field in fields]
    checked = [_text(field, "value") for field in fields if _text(field, "verified_at")]
    return Account(
        id=_text(data, "id"),
        handle=_text(data, "acct"),
        page=_page(*values, _text(data, "note")),
        checked=_page(*checked),
        moved_to=absolute_url(_text(_object(data.get("moved")), "url")),
        closed=data.get("suspended") is True,
    )


def bluesky_account(name: str, *, get: Callable[..., Response]) -> Account:
    """Return the Bluesky account with this handle or DID; its ``id`` is the DID. Raise FeedError.

    The service gives the handle only if the handle's domain names the DID in return.
    """
    answer = _request(BLUESKY + quote(name), get)
    data = _object(_json(answer)) if answer.status in (200, 400) else {}
    if _text(data, "error") in CLOSED:
        return Account(id="", closed=True)
    if "not found" in _text(data, "message").lower():
        raise FeedError("missing")
    data = _object(_json(checked_response(answer, now=datetime.now(UTC))))
    if not _text(data, "did").startswith("did:"):
        raise FeedError("unreadable")
    named = findall(ADDRESS, _text(data, "description"))
    urls = (each if each.startswith("http") else f"https://{each}" for each in named)
    return Account(
        id=_text(data, "did"),
        handle=_text(data, "handle").lower(),
        page=_page(*(f'<a href="{escape(each)}">' for each in urls)),
    )


def _request(url, get):
    return get(url, accept=ACCEPT, limit=LIMIT, deadline=SECONDS)


def _json(answer) -> Any:
    try:
        return load_json(decode_page(answer.body))
    except FeedError:
        raise FeedError("unreadable") from None


def _object(data) -> dict:
    return data if isinstance(data, dict) else {}


def _text(data, name) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _page(*pieces):
    return "\n".join(pieces).encode("utf-8", "replace")
