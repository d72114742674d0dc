"""The municipality's own apps at the services, by which accounts are connected.

They are in an annotation of the site, with encrypted secrets, or in the environment.
"""

from time import time
from typing import Any, NamedTuple

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

from ... import _
from ...core.sources.connector import Connector
from ...core.sources.environment import default_apps
from ...core.sources.login import App, register_app
from ...core.sources.vault import VaultLocked, decrypt_secrets, default_vault, encrypt_secrets
from ...site.pages.refusals import Refusal
from ...site.pages.retries import once_per_request
from ..channels.hub import APPS

NO_KEY = _(
    "No key is set in the server's environment (SOCIALHUB_KEYS), so the secret cannot be kept "
    "safely. Nothing is stored: ask the operator to set one."
)


class StoredApp(NamedTuple):
    """An app as it is stored: its id, its encrypted secret, who entered it, and when."""

    id: str
    cipher: str
    by: str
    made: int


def app_of(name: str) -> App | None:
    """Return the app by a connector's name, the environment's first; None if there is none."""
    if name in default_apps():
        return App(*default_apps()[name])
    stored = stored_app(name)
    try:
        secrets = decrypt_secrets(default_vault(), _owner(name), stored.cipher) if stored else {}
    except VaultLocked:
        return None
    return App(stored.id, secrets["secret"]) if stored else None


def stored_app(name: str) -> StoredApp | None:
    """Return the stored app by a connector's name, or None."""
    found = IAnnotations(api.portal.get()).get(APPS, {}).get(name)
    return StoredApp(*found) if found else None


def store_app(name: str, app: App) -> None:
    """Store an app with its secret encrypted. Raise Refusal if there is no key for that."""
    try:
        cipher = encrypt_secrets(default_vault(), _owner(name), {"secret": app.secret})
    except VaultLocked:
        raise Refusal(NO_KEY) from None
    stored = StoredApp(app.id, cipher, api.user.get_current().getId() or "", int(time()))
    _book()[name] = tuple(stored)


def delete_app(name: str) -> None:
    """Delete a stored app, if there is one."""
    if stored_app(name):
        del _book()[name]


def login_app(connector: Connector, host: str) -> App | None:
    """Return the app by which people log in, for a server of the account's own at that server."""
    return app_of(_app_name(connector, host))


def register_login_app(connector: Connector, host: str) -> App:
    """Register an app at an account's own server, store and return it. Raise FeedError, Refusal."""
    login, title = connector.login, str(api.portal.get().title)
    assert login is not None
    asked = (login, connector.title, host, title, redirect_url(connector, host))
    app: App = once_per_request(("register", host), lambda: register_app(*asked))
    store_app(_app_name(connector, host), app)
    return app


def redirect_url(connector: Connector, host: str = "") -> str:
    """Return the URL to which a service leads people back; each service, and server, has its own.

    An answer of another service is thereby told from its own (RFC 9700, 4.4).
    """
    own = "" if connector.host else f"/{host}"
    return f"{api.portal.get().absolute_url()}/@@connected-account/{connector.name}{own}"


def _app_name(connector: Connector, host: str) -> str:
    """Return the name of an app; a server of an account's own knows it by where it leads back."""
    return connector.name if connector.host else redirect_url(connector, host)


def _book() -> Any:
    return IAnnotations(api.portal.get()).setdefault(APPS, OOBTree())


def _owner(name: str) -> str:
    return f"app:{name}"
