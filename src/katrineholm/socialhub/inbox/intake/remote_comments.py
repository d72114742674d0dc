"""Removed comments are hidden at the service, too, if its interface allows it.

The service's ids of comments that came by a token are stored in the hub, keyed by message number,
until the message is disposed of.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...accounts.channels.facts import any_channel
from ...accounts.registration.connections import open_session, stored_connection
from ...core.feeds.errors import FeedError
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector, find_connector
from ...core.sources.session import Session
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.remarks"


def store_remark(hub: Container, number: int, remark: str) -> None:
    """Store the service's id of a message's comment."""
    hub_storage.writable_data(hub, KEY, LOBTree)[number] = remark


def remark_of(hub: Container, number: int) -> str:
    """Return the service's id of a message's comment; empty if it did not come by a token."""
    return hub_storage.stored_data(hub, KEY, LOBTree).get(number, "")


def delete_disposed_remark(taken: IStepTaken) -> None:
    """Delete the id with its message, see IStepTaken."""
    if taken.step == "dispose" and remark_of(taken.hub, taken.number):
        del hub_storage.writable_data(taken.hub, KEY, LOBTree)[taken.number]


def can_hide(hub: Container, number: int) -> bool:
    """Return whether the channel's connected account can hide a message's comment."""
    connection = stored_connection(hub, messages_of(hub)[number]["channel"])
    found = find_connector(connection.connector) if connection and remark_of(hub, number) else None
    return bool(found and found.hide)


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
