"""Removed comments are hidden at the service, too, if its interface allows it."""

from plone.dexterity.content import Container

from ...accounts.channels.facts import known_one
from ...accounts.connections.book import recall
from ...accounts.connections.opening import opened
from ...core.connectors.connector import Connector
from ...core.connectors.registry import connector
from ...core.connectors.session import Session
from ...core.feeds.errors import FeedError
from ...core.messages.store import messages_of
from .remarks_kept import remark_of


def can_hide(hub: Container, number: int) -> bool:
    """Return whether the channel's connected account can hide a message's comment."""
    return _hiding_connector(hub, number) is not None


def hiding(hub: Container, number: int) -> tuple[Connector, Session, str] | None:
    """Return the connector, session and remote id to hide a comment; None if not possible."""
    uid = messages_of(hub)[number]["channel"]
    facts, connection = known_one(hub, uid), recall(hub, uid)
    if facts is None or connection is None or not can_hide(hub, number):
        return None
    try:
        found, session = opened(connection, uid, facts.path.rpartition("/")[2])
    except FeedError:
        return None
    return found, session, remark_of(hub, number)


def _hiding_connector(hub, number):
    connection = recall(hub, messages_of(hub)[number]["channel"])
    found = connector(connection.connector) if connection and remark_of(hub, number) else None
    return found if found and found.hide else None
