"""The comments that have an id at the service, and the hiding of removed ones by its API.

For comments retrieved with a token, the ids that the service gave them are stored in the hub, keyed
by message number, until the message is disposed of.
"""

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...accounts.channels.facts import any_channel
from ...accounts.registration.connections import has_scopes, open_session, stored_connection
from ...core.feeds.errors import FeedError
from ...core.messages.store import messages_of
from ...core.sources.connector import Connector, find_connector
from ...core.sources.session import Session
from ..steps.interfaces import IStepTaken

KEY = "katrineholm.socialhub.remarks"


def store_remote_id(hub: Container, number: int, id: str) -> None:
    """Store the id that the service gave the comment of a message."""
    hub_storage.writable_data(hub, KEY, LOBTree)[number] = id


def remote_id(hub: Container, number: int) -> str:
    """Return the id that the service gave a message's comment; empty if none is stored."""
    return hub_storage.stored_data(hub, KEY, LOBTree).get(number, "")


def delete_disposed_remote_id(taken: IStepTaken) -> None:
    """Delete the stored id of a comment when its message is disposed of, see IStepTaken."""
    if taken.step == "dispose" and remote_id(taken.hub, taken.number):
        del hub_storage.writable_data(taken.hub, KEY, LOBTree)[taken.number]


def can_hide(hub: Container, number: int) -> bool:
    """Return whether the channel's connected account can hide a message's comment."""
    connection = stored_connection(hub, messages_of(hub)[number]["channel"])
    found = find_connector(connection.connector) if connection and remote_id(hub, number) else None
    return bool(found and found.hide and has_scopes(connection, found.hide_scopes))


def hide_access(hub: Container, number: int) -> tuple[Connector, Session, str] | None:
    """Return the connector, session and remote id for hiding a comment; None if impossible."""
    uid = messages_of(hub)[number]["channel"]
    facts, connection = any_channel(hub, uid), stored_connection(hub, uid)
    if facts is None or connection is None or not can_hide(hub, number):
        return None
    try:
        found, session = open_session(connection, uid, facts.path.rpartition("/")[2])
    except FeedError:
        return None
    return found, session, remote_id(hub, number)
