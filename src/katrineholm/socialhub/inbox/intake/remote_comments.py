"""Removed comments are hidden at the service, too, if its interface allows it."""

from plone.dexterity.content import Container

from ...accounts.channels.facts import any_channel
from ...accounts.registration.connections import open_session, stored_connection
from ...core.feeds.errors import FeedError
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector, find_connector
from ...core.sources.session import Session
from .remark_storage import remark_of


def can_hide(hub: Container, number: int) -> bool:
    """Return whether the channel's connected account can hide a message's comment."""
    return _hiding_connector(hub, number) is not None


def hide_access(hub: Container, number: int) -> tuple[Connector, Session, str] | None:
    """Return the connector, session and remote id to hide a comment; None if not possible."""
    uid = messages_of(hub)[number]["channel"]
    facts, connection = any_channel(hub, uid), stored_connection(hub, uid)
    if facts is None or connection is None or not can_hide(hub, number):
        return None
    try:
        found, session = open_session(connection, uid, facts.path.rpartition("/")[2])
    except FeedError:
        return None
    return found, session, remark_of(hub, number)


def _hiding_connector(hub, number):
    connection = stored_connection(hub, messages_of(hub)[number]["channel"])
    found = find_connector(connection.connector) if connection and remark_of(hub, number) else None
    return found if found and found.hide else None
