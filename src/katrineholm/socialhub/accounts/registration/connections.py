"""The connections of a hub's channels, with encrypted tokens, and sessions with the services.

They are neither fields nor in the registry, so that no form, copy, export or version has them.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from ... import PACKAGE_NAME
from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector, find_connector
from ...core.sources.model import Secrets
from ...core.sources.session import Session
from ...core.sources.vault import VaultLocked, decrypt_secrets, default_vault
from ..channels import hub_storage
from ..channels.hub import hub_of

BOOK = f"{PACKAGE_NAME}.connections"
LOGINS = f"{PACKAGE_NAME}.logins"
STORY_ERRORS = f"{PACKAGE_NAME}.story_errors"
PREFIX = "SOCIALHUB_TOKEN_"


@dataclass(frozen=True, slots=True)
class Connection:
    """A channel's connected account. Times are in seconds since 1970.

    ``account`` is its id at the API, ``name`` its readable name. ``cipher`` is the encrypted token,
    or empty if the token is in the environment. ``ends`` is when the token expires, 0 if unknown.
    ``told`` is the latest warning sent to the office: "", "14", "5" or "ended". ``problem`` is the
    code of an error that only another token fixes, or "". ``scopes`` are the token's rights,
    separated by spaces, or "" if the service does not list them. ``may_answer`` is true if they
    include the right to answer comments.
    """

    connector: str
    account: str
    name: str
    cipher: str
    by: str
    made: int
    renewed: int
    ends: int
    told: str = ""
    problem: str = ""
    scopes: str = ""
    may_answer: bool = False


def connection_of(channel: Any) -> Connection | None:
    """Return a channel's connection, or None."""
    return stored_connection(hub_of(channel), channel.UID())


def stored_connection(hub: Any, uid: str) -> Connection | None:
    """Return the connection of a hub's channel, given by its UID, or None."""
    kept = hub_storage.stored_data(hub, BOOK).get(uid)
    return Connection(*kept) if kept else None


def all_connections(hub: Any) -> Iterator[tuple[str, Connection]]:
    """Return all connections of a hub, as pairs (channel's UID, connection)."""
    return ((uid, Connection(*kept)) for uid, kept in hub_storage.stored_data(hub, BOOK).items())


def store_connection(hub: Any, uid: str, connection: Connection) -> None:
    """Store the connection of a hub's channel, given by its UID."""
    hub_storage.writable_data(hub, BOOK)[uid] = astuple(connection)


def update_connection(hub: Any, uid: str, **values: Any) -> None:
    """Update some values of a stored connection; do nothing if it no longer exists."""
    kept = stored_connection(hub, uid)
    if kept is not None and replace(kept, **values) != kept:
        store_connection(hub, uid, replace(kept, **values))


def story_error(hub: Any, uid: str) -> tuple[str, dict[str, str]] | None:
    """Return why a connected account's stories cannot be kept, as code and values, or None."""
    found: tuple[str, dict[str, str]] | None = hub_storage.stored_data(hub, STORY_ERRORS).get(uid)
    return found


def note_story_error(hub: Any, uid: str, error: tuple[str, dict[str, str]] | None) -> None:
    """Note why a connected account's stories cannot be kept, None if they can."""
    if story_error(hub, uid) == error:
        return
    errors = hub_storage.writable_data(hub, STORY_ERRORS)
    if error is None:
        del errors[uid]
    else:
        errors[uid] = error


def delete_connection(hub: Any, uid: str) -> None:
    """Delete the connection of a hub's channel, with its token, and a log-in that is not finished.

    Do nothing if there is neither.
    """
    delete_login(hub, uid)
    if uid in hub_storage.stored_data(hub, BOOK):
        del hub_storage.writable_data(hub, BOOK)[uid]
    note_story_error(hub, uid, None)


def delete_login(hub: Any, uid: str) -> None:
    """Delete the log-in of a hub's channel that is not finished, if there is one."""
    if uid in hub_storage.stored_data(hub, LOGINS):
        del hub_storage.writable_data(hub, LOGINS)[uid]


def move_connection(channel: Any, event: Any) -> None:
    """Move a channel's connection to another hub with it, or delete it with the channel."""
    left, here = hub_of(event.oldParent), hub_of(event.newParent)
    if left is None or left is here or (here is None and event.newParent is not None):
        return
    kept = stored_connection(left, channel.UID())
    delete_connection(left, channel.UID())
    if kept and here is not None:
        store_connection(here, channel.UID(), kept)


def has_scopes(connection: Connection, scopes: tuple[str, ...]) -> bool:
    """Return whether a token has these scopes; True if the service does not list any."""
    return not connection.scopes or set(connection.scopes.split()).issuperset(scopes)


def token_variable(name: str) -> str:
    """Return the environment variable for the token of a channel with the given short name."""
    return PREFIX + re.sub(r"\W", "_", name, flags=re.ASCII).upper()


def environment_secrets(name: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return a channel's secrets in the environment, by its short name, or an empty dict."""
    token = environ.get(token_variable(name), "").strip()
    return {"token": token} if token else {}


def secrets_of(connection: Connection, uid: str, name: str) -> Secrets:
    """Return the secrets of a connected channel, or raise FeedError (``no_token``)."""
    if not connection.cipher:
        found = environment_secrets(name)
        if not found:
            raise FeedError("no_token")
        return found
    try:
        return decrypt_secrets(default_vault(), uid, connection.cipher)
    except VaultLocked:
        raise FeedError("no_token") from None


def open_session(connection: Connection, uid: str, name: str) -> tuple[Connector, Session]:
    """Return a channel's connector and a session with its service, or raise FeedError."""
    found = find_connector(connection.connector)
    if found is None:
        raise FeedError("no_token")
    return found, found.session(secrets_of(connection, uid, name))
