"""The secrets of a connected account, and sessions with its service."""

import os
import re
from collections.abc import Mapping

from ...core.feeds.errors import FeedError
from ...core.sources.connector import Connector
from ...core.sources.model import Secrets
from ...core.sources.registry import find_connector
from ...core.sources.session import Session
from ...core.sources.vault import VaultLocked, decrypt_secrets, default_vault
from .connections import Connection

PREFIX = "SOCIALHUB_TOKEN_"


def token_variable(name: str) -> str:
    """Return the environment variable for the token of a channel with a short name."""
    return PREFIX + re.sub(r"\W", "_", name, flags=re.ASCII).upper()


def environment_secrets(name: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return a channel's secrets from the environment; empty if there are none."""
    token = environ.get(token_variable(name), "").strip()
    return {"token": token} if token else {}


def secrets_of(connection: Connection, uid: str, name: str) -> Secrets:
    """Return the secrets for the account of the channel with this UID and short name.

    Raise FeedError: no_token.
    """
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
    """Return the connector of a connected channel, and a session. Raise FeedError: no_token."""
    found = find_connector(connection.connector)
    if found is None:
        raise FeedError("no_token")
    return found, found.session(secrets_of(connection, uid, name))
