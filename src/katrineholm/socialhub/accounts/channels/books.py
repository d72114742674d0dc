"""What a hub keeps beside its content, one book for each room that keeps something.

A book is an annotation, named after the add-on, of BTrees, persistent mappings and plain data:
nothing breaks when the add-on is taken away. Reading never writes. The books are about the hub's
own channels and messages, so that a copied hub begins without any: see ``start_anew``.

Some hold a plain value for each channel, by UID, beside the catalogue. Lists read them without
waking a channel, and unlike the catalogue nobody can search them. Such a value is a tuple, all the
way down: only what can be compared is merged when two connections enter two channels at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations
from zope.container.interfaces import IContainerModifiedEvent

from ... import PACKAGE_NAME
from .hub import hub_of
from .interfaces import IChannel


def read(hub, name: str, make: Callable[[], Any] = OOBTree):
    """A hub's book; where it is not begun an empty one, which nobody else ever sees."""
    book = IAnnotations(hub).get(name)
    return make() if book is None else book


def begun(hub, name: str, make: Callable[[], Any] = OOBTree):
    """A hub's book, to write in."""
    return IAnnotations(hub).setdefault(name, make())


@dataclass(frozen=True, slots=True)
class Book:
    """A book of every hub, with parts: what makes each of them, by its name."""

    name: str
    parts: Mapping[str, Callable[[], Any]]

    def read(self, hub) -> Mapping:
        return read(hub, self.name, self._made)

    def begun(self, hub) -> PersistentMapping:
        return begun(hub, self.name, lambda: PersistentMapping(self._made()))

    def _made(self):
        return {part: make() for part, make in self.parts.items()}


def revision(counter: Length) -> tuple:
    """Another value whenever a book's ``counter`` was changed: a key for caches.

    A plain count would be the same in a transaction that is aborted and in the next one.
    """
    return counter(), uuid4().hex if counter._p_changed else counter._p_serial


def start_anew(hub, event) -> None:
    """A copied hub has other channels and has received nothing: no book comes along."""
    annotations = IAnnotations(hub)
    for name in [name for name in annotations if is_book(name)]:
        del annotations[name]


def is_book(name: str) -> bool:
    """Whether an annotation of a hub is one of its books."""
    return name.startswith(f"{PACKAGE_NAME}.")


def enter(channel, name: str, value: tuple) -> None:
    """Note a channel's value; nothing is written where nothing is new, and no empty value kept."""
    hub, uid = hub_of(channel), channel.UID()
    if hub is None or value == read(hub, name).get(uid, ()):
        return
    book = begun(hub, name)
    if value:
        book[uid] = value
    else:
        del book[uid]


def following(name: str, value: Callable[[Any], tuple]) -> tuple[Callable, Callable]:
    """What keeps ``value(channel)`` in a book: the handlers of an edited and of a moved channel."""

    def edited(channel, event=None) -> None:
        enter(channel, name, value(channel))

    def moved(channel, event) -> None:
        left = hub_of(event.oldParent) if event.oldParent is not None else None
        if left is not None:
            read(left, name).pop(channel.UID(), None)
        if event.newParent is not None:
            edited(channel)

    return edited, moved


def followers(administration, event) -> Iterator:
    """An administration's channels, where it has been edited itself.

    That a channel comes or goes is a change of the folder to Plone, but nothing to the others:
    they are not even woken.
    """
    if not IContainerModifiedEvent.providedBy(event):
        yield from filter(IChannel.providedBy, administration.objectValues())
