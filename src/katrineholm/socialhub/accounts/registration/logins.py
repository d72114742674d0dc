"""The log-ins at services by which channels' accounts are connected: begun, returned, confirmed.

Each channel has one at most, the newest. It belongs to a person and to a browser, its state is used
once, and it is worth nothing after ten minutes. The connection is stored when the person has
confirmed whose account it is.
"""

import hmac
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import urlsplit

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector, find_connector
from ...core.sources.login import App, new_secret, page_url, redeem_code, returned_code
from ...core.sources.login_account import LoggedIn, logged_in_account, matching_account
from ...core.sources.model import Account, Secrets
from ...core.sources.vault import VaultLocked, decrypt_secrets, default_vault, encrypt_secrets
from ...site.pages.permissions import MODIFY
from ...site.pages.refusals import Refusal, error_message
from ...site.pages.retries import once_per_request
from ..channels import hub_storage
from ..channels.facts import facts_of
from ..channels.hub import hub_of
from ..channels.interfaces import CHANNEL_TYPES
from .account_connection import NO_KEY, NOT_HERE, available_connectors, store_new_connection
from .connections import LOGINS, Connection, delete_login
from .login_apps import login_app, redirect_url, register_login_app

SECONDS = 600
UNKNOWN = _("The log-in is not known here, or has been used already: begin again.")
OLD = _("The log-in took more than ten minutes: begin again.")
OTHER_PERSON = _("The log-in was begun by somebody else, or in another browser: begin again.")
VISITOR = _("You are not logged in on this site: log in, and connect the account again.")
NO_APP = _("The municipality's app at ${service} is not set up yet: ask the information office.")
NOTHING = _("No log-in waits to be confirmed: begin again.")


@dataclass(frozen=True, slots=True)
class PendingLogin:
    """A log-in that is not finished. Times are in seconds since 1970.

    ``browser`` and ``state`` are hashes of secrets that the person's browser and the service have.
    ``cipher`` are the encrypted secrets: the code verifier, and after the return, when ``account``
    is the account's id, those of the connection. The rest is as in ``Connection``.
    """

    connector: str
    by: str
    browser: str
    state: str
    made: int
    redirect: str
    answers: bool
    cipher: str
    account: str = ""
    name: str = ""
    scopes: str = ""
    ends: int = 0
    may_answer: bool = False


def login_connectors(channel: Any) -> list[Connector]:
    """Return the connectors by which a person can log in with the channel's account."""
    return [each for each in available_connectors(channel) if each.login]


def has_app(channel: Any, connector: Connector) -> bool:
    """Return whether the municipality's app at the service is set up, or none is needed."""
    assert connector.login is not None
    return bool(connector.login.register or login_app(connector, ""))


def begin_login(channel: Any, name: str, *, answers: bool, browser: str) -> str:
    """Begin a log-in and return the URL of the service's page. Raise Refusal.

    ``browser`` is a secret that only this person's browser has. The right to answer is asked for if
    the person wants it (``answers``).
    """
    connector, host = _login_connector(channel, name), account_host(channel)
    app = _app(connector, host)
    state, verifier = f"{channel.UID()}.{new_secret()}", new_secret()
    redirect = redirect_url(connector, host)
    pending = PendingLogin(
        *(connector.name, _user(), _hash(browser), _hash(state), int(time()), redirect, answers),
        cipher=_encrypted(channel, {"verifier": verifier}),
    )
    forget_old_logins(hub_of(channel), int(time()))
    _store(channel, pending)
    sent = {"redirect": redirect, "state": state, "verifier": verifier}
    return page_url(connector.login, app, host, answers=answers, **sent)


def returning_channel(state: object) -> Any:
    """Return the channel whose log-in a state belongs to. Raise Refusal if there is none."""
    if api.user.is_anonymous():
        raise Refusal(VISITOR)
    given = state if isinstance(state, str) else ""
    uid = given.partition(".")[0]
    found = api.content.find(UID=uid, portal_type=CHANNEL_TYPES, unrestricted=True) if uid else ()
    for brain in found:
        channel = brain._unrestrictedGetObject()
        pending = pending_login(channel)
        if pending and hmac.compare_digest(pending.state, _hash(given)):
            return channel
    raise Refusal(UNKNOWN)


def finish_login(channel: Any, url: str, query: Mapping[str, Any], browser: str) -> None:
    """Use the answer with which a person has come back to ``url``. Raise Refusal.

    The state is used up, whatever comes of it, unless it belongs to another person or browser.
    """
    pending = pending_login(channel)
    if pending is None or not _is_own(pending, browser):
        raise Refusal(OTHER_PERSON)
    cancel_login(channel)
    connector = _login_connector(channel, pending.connector)
    if url != pending.redirect or not api.user.has_permission(MODIFY, obj=channel):
        raise Refusal(UNKNOWN)
    if not _is_fresh(pending, int(time())):
        raise Refusal(OLD)
    made = ("login", pending.state)
    found = once_per_request(made, lambda: _answer(connector, channel, pending, query))
    if isinstance(found, FeedError):
        raise Refusal(error_message(found))
    _store(channel, _granted(channel, pending, found))


def login_to_confirm(channel: Any, browser: str) -> PendingLogin | None:
    """Return the log-in that waits for the current person to confirm the account, or None."""
    pending = pending_login(channel)
    if pending is None or not pending.account or not _is_fresh(pending, int(time())):
        return None
    return pending if _is_own(pending, browser) else None


def confirm_login(channel: Any, browser: str) -> Connection:
    """Store the connection by a log-in that the current person confirms. Raise Refusal."""
    pending, now = login_to_confirm(channel, browser), int(time())
    if pending is None:
        raise Refusal(NOTHING)
    connector = _login_connector(channel, pending.connector)
    _require_same_account(channel, pending)
    secrets = _secrets(channel, pending)
    kept = Connection(
        connector=connector.name,
        account=pending.account,
        name=pending.name,
        cipher=encrypt_secrets(default_vault(), channel.UID(), secrets),
        by=pending.by,
        made=now,
        renewed=now,
        ends=pending.ends,
        scopes=pending.scopes,
        may_answer=pending.may_answer,
    )
    cancel_login(channel)
    return store_new_connection(channel, connector, kept)


def cancel_login(channel: Any) -> None:
    """Delete a channel's log-in, if there is one."""
    delete_login(hub_of(channel), channel.UID())


def pending_login(channel: Any) -> PendingLogin | None:
    """Return a channel's log-in, or None."""
    kept = hub_storage.stored_data(hub_of(channel), LOGINS).get(channel.UID())
    return PendingLogin(*kept) if kept else None


def forget_old_logins(hub: Any, now: int) -> None:
    """Delete the log-ins of a hub that nobody can finish any more."""
    kept = hub_storage.stored_data(hub, LOGINS).items()
    for uid in [uid for uid, each in kept if not _is_fresh(PendingLogin(*each), now)]:
        delete_login(hub, uid)


def account_host(channel: Any) -> str:
    """Return the host (and port) of a channel's profile, for accounts on servers of their own."""
    return urlsplit(channel.profile_url or "").netloc.lower()


def _login_connector(channel, name) -> Any:
    found = find_connector(name)
    if found not in login_connectors(channel):
        raise Refusal(NOT_HERE)
    return found


def _app(connector, host) -> App:
    if app := login_app(connector, host):
        return app
    if not connector.login.register:
        raise Refusal(Message(NO_APP, mapping={"service": connector.title}))
    try:
        return register_login_app(connector, host)
    except FeedError as error:
        raise Refusal(error_message(error)) from error


def _answer(connector, channel, pending, query) -> LoggedIn | FeedError:
    """Return the account that the service says the person has logged in with, or an error."""
    login, host = connector.login, account_host(channel)
    wanted, verifier = facts_of(channel).account, _secrets(channel, pending)["verifier"]
    sent = {"redirect": pending.redirect, "verifier": verifier}
    try:
        code = returned_code(login, connector.title, host, query)
        app = login_app(connector, host)
        if app is None:
            return FeedError("login_refused", service=connector.title, number="–")
        grant = redeem_code(login, connector.title, host, app, code, **sent)
        return logged_in_account(connector, app, host, grant, wanted, answers=pending.answers)
    except FeedError as error:
        return error


def _granted(channel, pending, found) -> PendingLogin:
    now = int(time())
    return replace(
        pending,
        state="",
        made=now,
        cipher=_encrypted(channel, found.secrets),
        account=found.account.id,
        name=found.account.name,
        scopes=" ".join(found.scopes),
        ends=found.ends or (now + found.lasts if found.lasts else 0),
        may_answer=found.may_answer,
    )


def _require_same_account(channel, pending):
    """Raise Refusal if the channel has got another account since the person came back."""
    try:
        matching_account([Account(pending.account, pending.name)], facts_of(channel).account)
    except FeedError as error:
        raise Refusal(error_message(error)) from error


def _is_own(pending, browser) -> bool:
    is_browser = bool(browser) and hmac.compare_digest(pending.browser, _hash(browser))
    return is_browser and pending.by == _user()


def _is_fresh(pending, now) -> bool:
    return 0 <= now - pending.made <= SECONDS


def _store(channel, pending):
    hub_storage.writable_data(hub_of(channel), LOGINS)[channel.UID()] = astuple(pending)


def _encrypted(channel, secrets: Secrets) -> str:
    try:
        return encrypt_secrets(default_vault(), _owner(channel), secrets)
    except VaultLocked:
        raise Refusal(NO_KEY) from None


def _secrets(channel, pending) -> dict[str, str]:
    try:
        return decrypt_secrets(default_vault(), _owner(channel), pending.cipher)
    except VaultLocked:
        raise Refusal(NO_KEY) from None


def _owner(channel):
    return f"login:{channel.UID()}"


def _user() -> str:
    return api.user.get_current().getId() or ""


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
