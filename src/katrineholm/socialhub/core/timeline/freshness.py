"""The age of an index file beside the store, by each channel's position: see ``change_log``.

Several processes update a file, and it is searched before all is read. Its hits are therefore
checked against the changes since: a masked word must not be found by its old text.
"""

from dataclasses import replace

from ..search import textfile
from ..search.textfile import Asked, File
from . import changes, masks
from .layout import Root, box_holding


def is_same(root: Root, file: File) -> bool:
    """Return whether every channel has been read up to its present position."""
    return textfile.places(file) == dict(changes.places(root))


def is_behind(root: Root, file: File) -> bool:
    """Return whether a change of an entry is not in the file yet."""
    known = textfile.places(file)
    read = ((known.get(channel) or changes.START, place) for channel, place in changes.places(root))
    return any(there[0] < here[0] for there, here in read)


def but_outdated(root: Root, file: File, query: Asked) -> Asked:
    """Return the query without the entries that the file may know by their old text.

    They were masked, edited or disposed of after their channel was read. If a channel has never had
    the position at which the file has read it, all its masked entries are left out.
    """
    now = dict(changes.places(root))
    behind = {
        each: place for each, place in textfile.reached(file).items() if place != now.get(each)
    }
    lists = {each: since(root, each, place) for each, place in behind.items()}
    lost = {each for each, ids in lists.items() if ids is None}
    masked = (
        {each for each in masks.of(root) if box_holding(root, each)[0] in lost} if lost else set()
    )
    return replace(query, without=masked.union(*filter(None, lists.values())))


def since(root: Root, channel: str, place: changes.Place | None) -> list[str] | None:
    """Return the ids of a channel's entries that have changed since; None if all may have."""
    return None if place is None else changes.since(root, channel, place)
