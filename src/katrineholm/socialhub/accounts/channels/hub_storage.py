"""Annotations in which a hub stores data beside its content, one for each feature.

Their keys start with the add-on's name. They contain only BTrees, persistent mappings and plain
data, so that nothing breaks without the add-on. Reading never writes. They are about the hub's own
channels and messages, so that a copied hub starts without any: see ``clear_copied_hub``.

Some store a plain value for each channel, keyed by UID. Lists can read it without loading the
channel, but it cannot be searched. Such a value is a tuple at all levels: only comparable values
are merged when two connections write about two channels at once.

Others are append-only logs, whose lines are also in the hub-wide log.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import getrandbits
from typing import Any
from uuid import uuid4

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations
from zope.container.interfaces import IContainerModifiedEvent

from ... import PACKAGE_NAME
from ...core.messages.integrity import sha256_hex
from ...core.messages.store import messages_of
from ...core.messages.verification import Lane
from .hub import hub_of
from .interfaces import IChannel

GREATEST_KEY = 2**63 - 1  # the greatest number that a tree of lines can have


def stored_data(hub: Any, name: str, make: Callable[[], Any] = OOBTree) -> Any:
    """Return a hub's annotation for reading, or a new empty one, which is not stored."""
    data = IAnnotations(hub).get(name)
    return make() if data is None else data


def writable_data(hub: Any, name: str, make: Callable[[], Any] = OOBTree) -> Any:
    """Return a hub's annotation for writing, which is created if necessary."""
    return IAnnotations(hub).setdefault(name, make())


@dataclass(frozen=True, slots=True)
class HubStorage:
    """A hub's annotation with several parts. ``parts`` maps the name of each to its factory."""

    name: str
    parts: Mapping[str, Callable[[], Any]]

    def read(self, hub: Any) -> Mapping:
        """Return the annotation's parts for reading, empty if nothing is stored."""
        return stored_data(hub, self.name, self._made)

    def writable(self, hub: Any) -> PersistentMapping:
        """Return the annotation's parts for writing, which are created if necessary."""
        return writable_data(hub, self.name, lambda: PersistentMapping(self._made()))

    def _made(self):
        return {part: make() for part, make in self.parts.items()}


def counter_key(counter: Length) -> tuple:
    """Return a cache key that changes whenever ``counter`` does, even in this transaction.

    A plain count could be the same in an aborted transaction and in the next one.
    """
    return counter(), uuid4().hex if counter._p_changed else counter._p_serial


def clear_copied_hub(hub: Any, event: Any) -> None:
    """Remove the add-on's annotations from a copied hub, as they are about the original."""
    annotations = IAnnotations(hub)
    for name in [name for name in annotations if is_hub_data(name)]:
        del annotations[name]


def is_hub_data(name: str) -> bool:
    """Return whether an annotation of a hub, given by its key, is the add-on's."""
    return name.startswith(f"{PACKAGE_NAME}.")


def store_value(channel: Any, name: str, value: tuple) -> None:
    """Store a channel's value in an annotation of its hub, or remove it if it is empty."""
    hub, uid = hub_of(channel), channel.UID()
    if hub is None or value == stored_data(hub, name).get(uid, ()):
        return
    book = writable_data(hub, name)
    if value:
        book[uid] = value
    else:
        del book[uid]


def value_handlers(name: str, value: Callable[[Any], tuple]) -> tuple[Callable, Callable]:
    """Return event handlers that store ``value(channel)`` for an edited or moved channel."""

    def edited(channel, event=None) -> None:
        store_value(channel, name, value(channel))

    def moved(channel, event) -> None:
        left = hub_of(event.oldParent)
        if left is not None:
            stored_data(left, name).pop(channel.UID(), None)
        if event.newParent is not None:
            edited(channel)

    return edited, moved


def edited_channels(administration: Any, event: Any) -> Iterator:
    """Yield the channels of an administration if it was edited itself.

    Plone also sends the event if a channel is added or removed; then none are loaded.
    """
    if not IContainerModifiedEvent.providedBy(event):
        yield from filter(IChannel.providedBy, administration.objectValues())


def new_key(lines: Any, nanoseconds: int, bits: int = 10) -> int:
    """Return a key for a new line, after all others: its time, with random low bits."""
    number = nanoseconds + getrandbits(bits)
    return max(number, lines.maxKey() + 1 + getrandbits(10)) if lines else number


def append_line(hub: Any, lane: str, lines: Any, number: int, line: tuple) -> None:
    """Append a line, starting with its time in seconds since 1970, to a log and to its lane."""
    lines[number] = line
    messages_of(hub).queue_line(lane, number, {"time": line[0], "hash": _hash(line)})


def lane_of(lines: Any) -> Lane:
    """Return the lines of a log as a lane of the hub-wide log: see inbox.steps.interfaces.ILane."""
    return Lane(
        lambda at: _hash(lines[at]) if at in lines else None,
        lambda: len(lines),
        lambda at: lines[at][0] if at in lines else None,
    )


def _hash(line):
    """Return the hash of nested tuples, texts and numbers, whose ``repr`` is unambiguous."""
    return sha256_hex(repr(line).encode())
