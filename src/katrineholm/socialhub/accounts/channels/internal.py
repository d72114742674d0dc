"""What of a channel is for those who tend it alone: how it is retrieved, what its account lacks.

Whatever the catalogue remembers can reach the public by way of Plone's own searches, so this
stands in a book of the hub's. A channel of which all is as when it was new is not in it.
"""

import json
from collections.abc import Mapping

from . import books
from .interfaces import INTERNAL, IChannel

KEY = "katrineholm.socialhub.internal"


def recorded_internal(channel) -> dict:
    """A channel's internal facts as plain values."""
    return {name: _plain(getattr(channel, name)) for name in INTERNAL}


def entry_of(channel) -> tuple:
    """The same as the book holds it; empty where all is as when a channel is new.

    As text: the book's values are compared, which None and a number cannot be.
    """
    found = recorded_internal(channel)
    return () if found == _new() else (json.dumps(found),)


def book_of(hub) -> Mapping[str, tuple]:
    """The internal facts of a hub's channels by UID, as ``entry_of`` gives them."""
    return books.read(hub, KEY)


def internal_in(entry: tuple) -> dict:
    """What an entry of the book says."""
    # What was entered before a field came is without it.
    found = _new() | json.loads(entry[0]) if entry else _new()
    return {name: _plain(value) for name, value in found.items()}


enter, moved = books.following(KEY, entry_of)


def _new():
    return {name: _plain(IChannel[name].default) for name in INTERNAL}


def _plain(value):
    return tuple(value) if isinstance(value, (list, tuple)) else value
