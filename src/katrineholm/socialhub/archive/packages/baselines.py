"""Baselines: what each package holds, and how far the logs had come when it was made.

The baseline of a package is stored beside its order, as a mapping of

- ``spans``: the periods of each channel's records in it, by UID, as pairs of start and end,
- ``places``: each channel's position in the log of changed entries (``change_log``), by UID,
- ``acts``: the last acts on posts (``post_acts.recent_numbers``),
- ``pictures``: how many pictures were stored of each entry that had others to be fetched, by id,
- ``messages``: the number of lines in the log of each message in it, or None,
- ``lines``: the number of lines in the hub-wide log, all but the queued ones.

Thus a package of changes holds exactly what came later, whoever wrote it at the same time.
"""

from typing import Any

from BTrees.LLBTree import LLBTree

from ...accounts.channels import post_acts
from ...core.messages.store import messages_of
from ...core.timeline.change_log import START, channel_positions
from ...core.timeline.pictures import awaited_pictures
from .message_items import packed_numbers
from .scope import Scope


def package_baseline(scope: Scope, taken: int) -> dict[str, Any]:
    """Return the baseline of a package of ``scope`` made at ``taken``."""
    places, uids = channel_positions(scope.timeline), [each.uid for each in scope.channels]
    return {
        "spans": {uid: tuple(_spans(scope, uid, taken)) for uid in uids},
        "places": {uid: places.get(uid, START) for uid in uids},
        "acts": post_acts.recent_numbers(scope.hub),
        "pictures": {id: n for uid in uids for id, n in awaited_pictures(scope.timeline, uid)},
        "messages": _log_lengths(scope) if scope.has_messages else None,
        "lines": messages_of(scope.hub).head.count,
    }


def _spans(scope, uid, taken):
    """Yield the periods of a channel; posts of a later time than ``taken`` are not in them."""
    for span in scope.spans:
        if span.channel.uid == uid and span.start <= taken:
            yield span.start, min(span.end, taken + 1)


def _log_lengths(scope):
    messages = messages_of(scope.hub)
    return LLBTree({number: len(messages[number]["log"]) for number in packed_numbers(scope)})
