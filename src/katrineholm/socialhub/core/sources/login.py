"""The log-in at a service, by which a person connects an account (OAuth 2, authorization code).

The person is led to ``page_url`` and comes back with a query, in which ``returned_code`` finds the
code that ``redeem_code`` exchanges for a token, server to server. Sources: RFC 6749, 7636 (PKCE),
9207 (issuer) and 9700 (best current practice).
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from ..feeds.errors import FeedError
from .environment import base_url
from .json_values import objects, string, whole_number
from .model import Account, Data
from .session import Session

LONGEST = 4000  # characters of a token or a code
LIMIT = 2**16  # bytes of an answer about a token
_PRINTABLE = re.compile(rf"[!-~]{{1,{LONGEST}}}")
_SEPARATORS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class App:
    """The municipality's own app at a service: its id, and its secret."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """The token for a code; ``scopes`` is None if the service does not list them.

    ``lasts`` is how long it can be used or renewed, in seconds, 0 if that is not known.
    """

    token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    scopes: tuple[str, ...] | None = None
    lasts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A service's log-in, by which a person connects an account.

    ``page`` is where the person logs in and ``exchange`` where a code is exchanged, each as host
    and path; the host is empty if it is the account's own server. ``reading`` are the scopes that
    a connection requires, ``answering`` those that are asked for in addition, if the person wants
    that. ``reads`` and ``answers`` state in plain English what they permit, ``before`` what the
    service demands beforehand; all marked for translation. ``more`` are further parameters of the
    page. ``proves`` is false if the service knows no PKCE. ``lasting(session, app)`` exchanges a
    token for one that lasts; ``accounts(session)`` returns the accounts, each with a token of its
    own. ``register`` is the path where an app registers itself. ``keeps_app`` is true if the app is
    also needed to use or renew the token.
    """

    page: tuple[str, str]
    exchange: tuple[str, str]
    reading: tuple[str, ...]
    answering: tuple[str, ...] = ()
    reads: str
    answers: str = ""
    before: str
    separator: str = " "
    id_name: str = "client_id"
    more: Mapping[str, str] = field(default_factory=dict)
    proves: bool = True
    lasting: Callable[[Session, App], Grant] | None = None
    accounts: Callable[[Session], list[tuple[Account, str]]] | None = None
    register: str = ""
    keeps_app: bool = False

    def scopes(self, answers: bool) -> tuple[str, ...]:
        """Return the scopes to ask for."""
        return self.reading + (self.answering if answers else ())

    def origin(self, host: str) -> str:
        """Return the origin of the page where an account at ``host`` is logged in."""
        return base_url(self.page[0] or host)


def new_secret() -> str:
    """Return a random text of 43 characters, for a state or a code verifier (RFC 7636, 4.1)."""
    return token_urlsafe(32)


def page_url(
    login: Login, app: App, host: str, *, redirect: str, state: str, verifier: str, answers: bool
) -> str:
    """Return the URL of the service's page where a person logs in and consents."""
    query = {
        login.id_name: app.id,
        "response_type": "code",
        "redirect_uri": redirect,
        "scope": login.separator.join(login.scopes(answers)),
        "state": state,
        **login.more,
    }
    if login.proves:
        query |= {"code_challenge": _challenge(verifier), "code_challenge_method": "S256"}
    return f"{login.origin(host)}{login.page[1]}?{urlencode(query)}"


def returned_code(login: Login, service: str, host: str, query: Mapping[str, Any]) -> str:
    """Return the code in the query with which a person comes back, or raise FeedError.

    The service's own description of an error is never passed on: it could be anybody's.
    """
    if query.get("error"):
        raise FeedError("login_declined", service=service)
    issuer, code = query.get("iss", ""), query.get("code")
    is_other = issuer and issuer != login.origin(host)
    if is_other or not (isinstance(code, str) and _PRINTABLE.fullmatch(code)):
        raise FeedError("login_stranger", service=service)
    return code


def redeem_code(
    login: Login, service: str, host: str, app: App, code: str, *, redirect: str, verifier: str
) -> Grant:
    """Return what the service grants for a code, or raise FeedError."""
    server, path = login.exchange
    session = _session(service, server or host)
    proof = {"code_verifier": verifier} if login.proves else {}
    names = {login.id_name: app.id, "client_secret": app.secret, "redirect_uri": redirect}
    data = session.submit(path, grant_type="authorization_code", code=code, **names, **proof)
    # Instagram wraps its answer in a list of one.
    return read_grant(service, next(iter(objects(data.get("data"))), data))


def read_grant(service: str, data: Data) -> Grant:
    """Return the grant in a service's answer, or raise FeedError."""
    token, again = string(data, "access_token"), string(data, "refresh_token")
    is_bearer = string(data, "token_type").lower() in ("", "bearer")
    is_whole = _PRINTABLE.fullmatch(token) and _PRINTABLE.fullmatch(again or "-")
    if not (is_bearer and is_whole):
        raise FeedError("not_data", service=service)
    names = (
        *("refresh_expires_in", "refresh_token_expires_in"),
        *([] if again else ["expires_in"]),
    )
    lasts = (whole_number(data, name) for name in names)
    return Grant(token, again, _scopes(data), next(filter(None, lasts), 0))


def register_app(login: Login, service: str, host: str, name: str, redirect: str) -> App:
    """Register an app at an account's own server, and return it. Raise FeedError."""
    scopes = login.separator.join(login.scopes(True))
    fields = {"client_name": name, "redirect_uris": redirect, "scopes": scopes}
    data = _session(service, host).submit(login.register, **fields)
    app = App(string(data, "client_id"), string(data, "client_secret"))
    if not (_PRINTABLE.fullmatch(app.id) and _PRINTABLE.fullmatch(app.secret)):
        raise FeedError("not_data", service=service)
    return app


def _session(service: str, host: str) -> Session:
    return Session(service, host, {}, _response_fault, limit=LIMIT)


def _response_fault(data: Data) -> tuple[str, str] | None:
    """Return the kind and code of an error (RFC 6749, 5.2), or None."""
    if not (data.get("error") or data.get("error_type")):
        return None
    code = string(data, "error")
    return "login_refused", code if re.fullmatch(r"[a-z_]{1,40}", code) else "–"


def _scopes(data: Data) -> tuple[str, ...] | None:
    given = data.get("scope", data.get("permissions"))
    if given is None:
        return None
    texts: Iterable[Any] = given if isinstance(given, list) else [given]
    found = (_SEPARATORS.split(each) for each in texts if isinstance(each, str))
    return tuple(scope for scopes in found for scope in scopes if scope)


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
