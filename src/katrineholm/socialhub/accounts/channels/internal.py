"""Internal facts of channels, for their editors only: retrieval, and missing parts of the account.

Catalogue metadata can reach the public through Plone's own searches, so these are stored in an
annotation of the hub, unless a channel has all defaults.
"""

import json
from collections.abc import Mapping
from typing import Any

from . import books
from .interfaces import INTERNAL, IChannel

KEY = "katrineholm.socialhub.internal"


def recorded_internal(channel: Any) -> dict:
    """Return a channel's internal facts as plain values."""
    return {name: _plain(getattr(channel, name)) for name in INTERNAL}


def entry_of(channel: Any) -> tuple:
    """Return the internal facts as stored; empty if they are all defaults.

    They are text, as stored values are compared in merges, which None and numbers cannot be.
    """
    found = recorded_internal(channel)
    return () if found == _new() else (json.dumps(found),)


def book_of(hub: Any) -> Mapping[str, tuple]:
    """Return the stored internal facts of a hub's channels, keyed by UID."""
    return books.read(hub, KEY)


def internal_in(entry: tuple) -> dict:
    """Return the internal facts of a stored value."""
    # Older values lack newer fields.
    found = _new() | json.loads(entry[0]) if entry else _new()
    return {name: _plain(value) for name, value in found.items()}


enter, moved = books.following(KEY, entry_of)


def _new():
    return {name: _plain(IChannel[name].default) for name in INTERNAL}


def _plain(value):
    return tuple(value) if isinstance(value, (list, tuple)) else value
