"""The books of a hub: all of them, whatever they hold, and a new index in the place of the old."""

from collections.abc import Iterator

from zope.annotation.interfaces import IAnnotations

from ...accounts.channels.books import is_book
from ...core.messages import store
from ...core.messages.layout import ANEW, SEARCH, new_search
from ...core.messages.shelves import put
from ...core.moving.lines import Growing, lines_of
from ...core.moving.values import Give, Keep

# Who has sent how much within the last hour, by a secret: it is begun anew.
STAYS = ("katrineholm.socialhub.pace",)
# What is made anew from the rest.
WITHOUT = {store.KEY: (SEARCH, ANEW)}


def names(hub) -> list[str]:
    """The books that go along."""
    return sorted(name for name in IAnnotations(hub) if is_book(name) and name not in STAYS)


def told(hub, name: str, keep: Keep) -> Iterator[bytes]:
    """The lines of a book; Unmovable where it holds what is no plain data."""
    return lines_of(name, IAnnotations(hub).get(name), keep, WITHOUT.get(name, ()))


def growing(hub, name: str, give: Give, path: tuple = ()) -> Growing:
    """A book that comes line by line, from where its ``path`` says on."""
    return Growing(IAnnotations(hub), name, give, path)


def complete(hub) -> None:
    """Begin what is made again, with which the worker goes on, and place what an older one kept."""
    messages = IAnnotations(hub).get(store.KEY)
    if messages is None:
        return
    if SEARCH not in messages:
        messages[SEARCH] = new_search()
    for message in messages["messages"].values():
        put(messages, message)
