"""The annotations of a hub ("books") as lines; the search index is built again after the import."""

from collections.abc import Iterator

from plone.dexterity.content import Container
from zope.annotation.interfaces import IAnnotations

from ...accounts.channels.books import is_book
from ...core.messages import store
from ...core.messages.layout import ANEW, SEARCH, new_search
from ...core.messages.shelves import put
from ...core.moving.lines import Growing, lines_of
from ...core.moving.values import Give, Keep

# The rate limits of the last hour, keyed by a secret of the site: they start again.
STAYS = ("katrineholm.socialhub.pace",)
# Parts that are built again from the rest.
WITHOUT = {store.KEY: (SEARCH, ANEW)}


def names(hub: Container) -> list[str]:
    """Return the names of the transferred annotations."""
    return sorted(name for name in IAnnotations(hub) if is_book(name) and name not in STAYS)


def told(hub: Container, name: str, keep: Keep) -> Iterator[bytes]:
    """Return the lines of an annotation; raise Unmovable if it has anything but plain data."""
    return lines_of(name, IAnnotations(hub).get(name), keep, WITHOUT.get(name, ()))


def growing(hub: Container, name: str, give: Give, path: tuple = ()) -> Growing:
    """Return a writer of an annotation, starting at its ``path``."""
    return Growing(IAnnotations(hub), name, give, path)


def complete(hub: Container) -> None:
    """Start the index that the worker will build, and shelve the messages of an older archive."""
    messages = IAnnotations(hub).get(store.KEY)
    if messages is None:
        return
    if SEARCH not in messages:
        messages[SEARCH] = new_search()
    for message in messages["messages"].values():
        put(messages, message)
