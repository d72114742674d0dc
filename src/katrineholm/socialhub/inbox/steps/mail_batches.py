"""Batches of mails: the first few messages are announced at once, later ones together.

For each recent message and receiver, each hub stores a key with the time of the mail. Concurrent
connections write different keys, so that ZODB merges them.
"""

from collections.abc import Iterable, Iterator

from plone.dexterity.content import Container

from ... import HOUR
from ...accounts.channels import hub_storage

KEY = "katrineholm.socialhub.arrivals"
FIRST_FEW = 5  # messages within an hour that are announced at once
PAUSE = 1800  # seconds
UNSENT = -1
FIRST, LAST = -1, 2**63  # before and after every time
# A kind of mail, and its recipient.
Receiver = tuple[str, str]


def messages_to_announce(
    hub: Container, receiver: Receiver, numbers: Iterable[int], now: int
) -> tuple[int, ...]:
    """Return the messages to announce to a receiver now; others wait for ``expired_batches``."""
    times = dict(_receiver_items(hub_storage.stored_data(hub, KEY), receiver))
    new = [(*receiver, now, number) for number in numbers]
    untold = _unsent_keys(times)
    is_flood = untold or sum(_is_recent(key, now) for key in times) >= FIRST_FEW
    may_send = not is_flood or _is_pause_over(max(times.values()), now)
    book, time = hub_storage.writable_data(hub, KEY), now if may_send else UNSENT
    for key in (*(untold if may_send else ()), *new):
        book[key] = time
    return _numbers((*untold, *new)) if may_send else ()


def expired_batches(hub: Container, now: int) -> dict[Receiver, tuple[int, ...]]:
    """Return the batches that have waited long enough, keyed by receiver, and mark them sent.

    It also deletes old keys, since only one process calls it.
    """
    book, found = hub_storage.stored_data(hub, KEY), {}
    for receiver in sorted({(kind, who) for kind, who, _at, _number in book}):
        times = dict(_receiver_items(book, receiver))
        untold = _unsent_keys(times)
        if untold and _is_pause_over(max(times.values()), now):
            found[receiver] = _numbers(untold)
            book.update(dict.fromkeys(untold, now))
        for key in _stale_keys(times, now):
            del book[key]
    return found


def _unsent_keys(times):
    return [key for key, time in times.items() if time == UNSENT]


def _stale_keys(times, now):
    """Return the keys of sent mails that are neither among the latest few nor recent."""
    sent = [key for key, time in times.items() if time != UNSENT]
    latest = [key for key in sent[-FIRST_FEW:] if not _is_recent(key, now)]
    old = [key for key in latest if _is_pause_over(times[key], now)]
    return [*sent[:-FIRST_FEW], *old]


def _receiver_items(book, receiver) -> Iterator[tuple]:
    return book.items((*receiver, FIRST), (*receiver, LAST))


def _numbers(keys):
    return tuple(dict.fromkeys(number for *_receiver, _at, number in keys))


def _is_recent(key, now):
    return abs(now - key[2]) < HOUR


def _is_pause_over(time, now):
    """Return whether the pause is over; a time in the future counts as past."""
    return abs(now - time) >= PAUSE
