"""A session with a service's API: one host, the token in a header, and no redirects followed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias
from urllib.parse import urlencode

from ..feeds import hop, socket_limits
from ..feeds.hop import Hop
from ..feeds.settings import Settings, allowed_url, default_settings
from .connector_errors import ErrorReader, response_error, seconds_to_wait
from .environment import base_url
from .json_values import required_list
from .model import Data, Secrets

LIMIT = 5 * 2**20
SECONDS = 20
LISTED = "items"  # the list of a response that is no object
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

# ``hop.send_request``, or a test's replacement.
Send: TypeAlias = Callable[..., Hop]
# From a request's secrets to further parameters of its query.
Signer: TypeAlias = Callable[[Secrets], Mapping[str, str]]


def no_signature(secrets: Secrets) -> Mapping[str, str]:
    """Return no additional query parameters, for APIs that need only the token."""
    return {}


@dataclass(slots=True)
class Session:
    """A session with a service's API for one account.

    ``wait`` is the pause that the service asks for, in seconds, or None. ``inside`` is true if it
    responds from a private network that the operator has allowed: see ``Hop``.
    """

    service: str
    host: str
    secrets: Secrets
    read: ErrorReader
    header: tuple[str, str] = ("Authorization", "Bearer ")
    send: Send = hop.send_request
    sign: Signer = no_signature
    wait: int | None = None
    inside: bool = False
    limit: int = LIMIT

    def get(self, path: str, **query: str | int) -> Data:
        """Return the data of the response to a GET request for a path. Raise FeedError."""
        return self._ask("GET", path, query)

    def get_list(self, path: str, **query: str | int) -> list[Data]:
        """Return the objects of the list with which a GET request is answered. Raise FeedError."""
        return required_list(self._ask("GET", path, query, is_list=True), LISTED, self.service)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **query: str | int) -> Data:
        """Send JSON to a path by POST; return the response's data. Raise FeedError."""
        body = json.dumps(data or {}).encode()
        return self._ask("POST", path, query, body=body, kind=JSON)

    def submit(self, path: str, **fields: str) -> Data:
        """Send a form by POST without the token, to renew it; return the data. Raise FeedError."""
        return self._ask("POST", path, {}, body=urlencode(fields).encode(), kind=FORM, bare=True)

    def with_token(self, token: str) -> "Session":
        """Return a copy of the session with another token, and without a signature."""
        return replace(self, secrets={"token": token}, sign=no_signature)

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int],
        *,
        body: bytes | None = None,
        kind: str = "",
        bare: bool = False,
        is_list: bool = False,
    ) -> Data:
        query = query if bare else {**query, **self.sign(self.secrets)}
        url = allowed_url(base_url(self.host) + path + (f"?{urlencode(query)}" if query else ""))
        settings = default_settings()
        headers = self._headers(settings, kind, bare)
        with socket_limits.within_allowance(socket_limits.Allowance(SECONDS, self.limit)):
            answer = self.send(
                url, headers, limit=self.limit, settings=settings, method=method, body=body
            )
        return self._understood(answer, is_list)

    def _headers(self, settings: Settings, kind: str, bare: bool) -> dict[str, str]:
        headers = {"User-Agent": settings.agent, "Accept": JSON, "Accept-Encoding": "gzip, deflate"}
        name, before = self.header
        if not bare:
            headers[name] = before + self.secrets["token"]
        return headers | ({"Content-Type": kind} if kind else {})

    def _understood(self, answer: Hop, is_list: bool) -> Data:
        self.inside = answer.inside
        wait = seconds_to_wait(answer.headers, datetime.now(UTC))
        data = _object(answer.body, is_list)
        refused = response_error(self.service, answer.status, data, self.read, wait)
        if refused is not None:
            raise refused
        self.wait = max(filter(None, (self.wait, wait)), default=None)
        return data or {}


def _object(body: bytes, is_list: bool) -> Data | None:
    """Return the body's JSON object, empty if the body is; else None. A list becomes an object."""
    if not body.strip():
        return {}
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if is_list and isinstance(data, list):
        return {LISTED: data}
    return data if isinstance(data, dict) else None
