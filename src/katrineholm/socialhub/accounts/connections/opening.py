"""The secrets of a connected account, and sessions with its service."""

import os
import re
from collections.abc import Mapping

from ...core.connectors.connector import Connector
from ...core.connectors.model import Secrets
from ...core.connectors.registry import connector
from ...core.connectors.session import Session
from ...core.connectors.vault import Locked, default_vault, unseal
from ...core.feeds.errors import FeedError
from .book import Connection

PREFIX = "SOCIALHUB_TOKEN_"


def variable(name: str) -> str:
    """Return the environment variable for the token of a channel with a short name."""
    return PREFIX + re.sub(r"\W", "_", name, flags=re.ASCII).upper()


def in_environment(name: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return a channel's secrets from the environment; empty if there are none."""
    token = environ.get(variable(name), "").strip()
    return {"token": token} if token else {}


def secrets_of(connection: Connection, uid: str, name: str) -> Secrets:
    """Return the secrets for the account of the channel with this UID and short name.

    Raise FeedError: no_token.
    """
    if not connection.cipher:
        found = in_environment(name)
        if not found:
            raise FeedError("no_token")
        return found
    try:
        return unseal(default_vault(), uid, connection.cipher)
    except Locked:
        raise FeedError("no_token") from None


def opened(connection: Connection, uid: str, name: str) -> tuple[Connector, Session]:
    """Return the connector of a connected channel, and a session. Raise FeedError: no_token."""
    found = connector(connection.connector)
    if found is None:
        raise FeedError("no_token")
    return found, found.session(secrets_of(connection, uid, name))
