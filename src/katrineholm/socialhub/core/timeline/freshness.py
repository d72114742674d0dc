"""How new a file of texts is beside what is stored, by each channel's place: see ``changes``.

A file is read into by several processes, and asked before all is read. So what it finds is
compared with what has changed since: a masked word must not be found by where it stood.
"""

from dataclasses import replace

from ..search import textfile
from ..search.textfile import Asked, File
from . import changes, masks
from .layout import Root, box_holding


def is_same(root: Root, file: File) -> bool:
    """Whether every channel has been read to its very place."""
    return textfile.places(file) == dict(changes.places(root))


def is_behind(root: Root, file: File) -> bool:
    """Whether something that became of an entry is not in the file yet."""
    known = textfile.places(file)
    read = ((known.get(channel) or changes.START, place) for channel, place in changes.places(root))
    return any(there[0] < here[0] for there, here in read)


def but_outdated(root: Root, file: File, asked: Asked) -> Asked:
    """Return what is asked, without the entries that the file may know by what they said before.

    Those have changed since their channel was read: masked, edited or disposed of. In a channel
    that has never been where the file has read it, they are all that are masked.
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
    return replace(asked, without=masked.union(*filter(None, lists.values())))


def since(root: Root, channel: str, place: changes.Place | None) -> list[str] | None:
    """Return the ids of a channel's entries that have changed since; None if all may have."""
    return None if place is None else changes.since(root, channel, place)
