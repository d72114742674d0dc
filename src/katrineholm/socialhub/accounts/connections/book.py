"""What is kept of each connected channel, in its hub; the token as ciphertext alone.

It is no field and stands in no registry, so no form, copy, export or version of a channel has it.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

from ... import PACKAGE_NAME
from ..channels import books
from ..channels.hub import hub_of

BOOK = f"{PACKAGE_NAME}.connections"


@dataclass(frozen=True, slots=True)
class Connection:
    """A connected account; moments are in seconds since 1970.

    ``account`` is the interface's id of it, ``name`` as people write it. ``cipher`` is empty where
    the token stands in the environment. ``ends`` is when it ends at the latest, 0 where it has no
    end. ``told`` is what the office was told last: "", "14", "5" or "ended". ``problem`` is the
    code of what only another token mends, "" while all is well. ``scopes`` is what the token may
    do, names with spaces between, "" where the service does not tell.
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


def connection_of(channel) -> Connection | None:
    """A channel's connection, or None."""
    return recall(hub_of(channel), channel.UID())


def recall(hub, uid: str) -> Connection | None:
    """The connection of the channel with this UID, or None."""
    kept = books.read(hub, BOOK).get(uid)
    return Connection(*kept) if kept else None


def every(hub) -> Iterator[tuple[str, Connection]]:
    """All connections of a hub, by their channels' UIDs."""
    return ((uid, Connection(*kept)) for uid, kept in books.read(hub, BOOK).items())


def remember(hub, uid: str, connection: Connection) -> None:
    """Keep a connection."""
    books.begun(hub, BOOK)[uid] = astuple(connection)


def note(hub, uid: str, **values: Any) -> None:
    """Note what was told of a connection, or what is wrong with it; nothing where it is gone."""
    kept = recall(hub, uid)
    if kept is not None and replace(kept, **values) != kept:
        remember(hub, uid, replace(kept, **values))


def forget(hub, uid: str) -> None:
    """Let a connection go, its token with it."""
    if uid in books.read(hub, BOOK):
        del books.begun(hub, BOOK)[uid]


def moved(channel, event) -> None:
    """A channel's connection goes with it to another hub, and ends where it is taken away."""
    left = hub_of(event.oldParent) if event.oldParent is not None else None
    kept = recall(left, channel.UID()) if left is not None else None
    if kept is None or event.newParent is None:
        if kept:
            forget(left, channel.UID())
        return
    here = hub_of(event.newParent)
    if here is not None and here is not left:
        forget(left, channel.UID())
        remember(here, channel.UID(), kept)
