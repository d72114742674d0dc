"""The freshness of an index file, by each channel's position in the log (see ``change_log``).

Several processes update a file, and it may be searched before everything has been read. Its hits
are therefore checked against later changes: a masked word must not be found by its old text.
"""

from dataclasses import replace

from ..search import text_index
from ..search.text_index import IndexFile, TextQuery
from . import change_log
from .layout import channel_and_box
from .store import Timeline

READ_STATE = "read"  # the state of the database in which the file was read last


def is_up_to_date(timeline: Timeline, file: IndexFile) -> bool:
    """Return whether the file has read every channel up to its present position."""
    return text_index.read_positions(file) == change_log.channel_positions(timeline)


def has_read_all(timeline: Timeline, file: IndexFile, state: str) -> bool:
    """Return whether all changes of entries in the store have been read into the file.

    A position that the store does not have is a later one, if the file was read in a later state of
    the database than ``state``; otherwise it is from before the store was restored.
    """
    is_later = text_index.stored_value(file, READ_STATE) > state
    known = text_index.read_positions(file)
    read = (
        (known.get(channel) or change_log.START, place)
        for channel, place in change_log.channel_positions(timeline).items()
    )
    return all(there == here or (is_later and there[0] > here[0]) for there, here in read)


def unread_changes(timeline: Timeline, file: IndexFile | None) -> int:
    """Return how many changes of entries the file has not read; without a file, all of them.

    A channel that has to be read from its start counts with all of its changes.
    """
    known = text_index.read_positions(file) if file else {}
    lag = 0
    for channel, (number, _mark) in change_log.channel_positions(timeline).items():
        there = known.get(channel)
        if there is None or change_log.changed_ids(timeline, channel, there) is None:
            there = change_log.START
        lag += number - there[0]
    return lag


def current_query(timeline: Timeline, file: IndexFile, query: TextQuery) -> TextQuery:
    """Return a query that excludes the entries of which the file may have an old text.

    They were masked, edited or disposed of after their channel was read. If the position at which
    the file has read a channel is unknown to the store, all the channel's masked entries are
    excluded.
    """
    now = change_log.channel_positions(timeline)
    behind = {
        each: place
        for each, place in text_index.reached_positions(file).items()
        if place != now.get(each)
    }
    lists = {each: ids_to_read(timeline, each, place) for each, place in behind.items()}
    lost = {each for each, ids in lists.items() if ids is None}
    masked = (
        {each for each in timeline.masks() if channel_and_box(timeline.root, each)[0] in lost}
        if lost
        else set()
    )
    return replace(query, without=masked.union(*filter(None, lists.values())))


def ids_to_read(
    timeline: Timeline, channel: str, place: change_log.Position | None
) -> list[str] | None:
    """Return the ids of a channel's entries changed after a position; None if all may have."""
    return None if place is None else change_log.changed_ids(timeline, channel, place)
