"""The annotations of a hub ("books") as lines; the search index is built again after the import."""

from collections.abc import Iterator

from plone.dexterity.content import Container
from zope.annotation.interfaces import IAnnotations

from ..accounts.channels.hub_storage import is_hub_data
from ..core.files.json_lines import TreeBuilder, tree_lines
from ..core.files.json_values import LoadFile, StoreFile
from ..core.messages import store
from ..core.messages.layout import NEXT_SEARCH, SEARCH, new_search
from ..core.messages.message_lists import add_to_lists

# The rate limits of the last hour, keyed by a secret of the site: they start again.
NOT_TRANSFERRED = ("katrineholm.socialhub.pace",)
# Parts that are built again from the rest.
REBUILT_PARTS = {store.KEY: (SEARCH, NEXT_SEARCH)}


def book_names(hub: Container) -> list[str]:
    """Return the names of the transferred annotations."""
    return sorted(
        name for name in IAnnotations(hub) if is_hub_data(name) and name not in NOT_TRANSFERRED
    )


def book_lines(hub: Container, name: str, keep: StoreFile) -> Iterator[bytes]:
    """Return the lines of an annotation; raise Unmovable if it has anything but plain data."""
    return tree_lines(name, IAnnotations(hub).get(name), keep, REBUILT_PARTS.get(name, ()))


def book_writer(hub: Container, name: str, give: LoadFile, path: tuple = ()) -> TreeBuilder:
    """Return a writer of an annotation, starting at its ``path``."""
    return TreeBuilder(IAnnotations(hub), name, give, path)


def complete_books(hub: Container) -> None:
    """Start the index that the worker will build, and shelve the messages of an older archive."""
    messages = IAnnotations(hub).get(store.KEY)
    if messages is None:
        return
    if SEARCH not in messages:
        messages[SEARCH] = new_search()
    for message in messages["messages"].values():
        add_to_lists(messages, message)
