"""Facts about channels for their editors only, on retrieval and on the account's profile.

Catalogue metadata can reach the public through Plone's own searches, so these facts are stored in
an annotation of the hub, unless a channel has all defaults.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from . import hub_storage
from .interfaces import INTERNAL, IChannel

KEY = "katrineholm.socialhub.internal"


def current_internal_facts(channel: Any) -> dict:
    """Return a channel's internal facts as plain values."""
    return {name: _plain_value(getattr(channel, name)) for name in INTERNAL}


def storable_facts(channel: Any) -> tuple:
    """Return a channel's internal facts as a tuple to store, empty if all are defaults."""
    found = current_internal_facts(channel)
    return () if found == _default_facts() else (json.dumps(found),)


def stored_internal_facts(hub: Any) -> Mapping[str, tuple]:
    """Return the stored internal facts of a hub's channels, keyed by UID."""
    return hub_storage.stored_data(hub, KEY)


def internal_facts(entry: tuple) -> dict:
    """Return the internal facts in a stored tuple, with defaults for those that it lacks."""
    # Older values lack newer fields.
    found = _default_facts() | json.loads(entry[0]) if entry else _default_facts()
    return {name: _plain_value(value) for name, value in found.items()}


store_internal_facts, move_internal_facts = hub_storage.value_handlers(KEY, storable_facts)


@cache
def _default_facts():
    return {name: _plain_value(IChannel[name].default) for name in INTERNAL}


def _plain_value(value):
    return tuple(value) if isinstance(value, (list, tuple)) else value
