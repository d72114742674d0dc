"""A flood of messages becomes no flood of mails: what follows on the first few is told together.

Each hub keeps a key for each message of late, by receiver, and when that was told. What two
connections take in at once is merged, for each writes keys of its own.
"""

from collections.abc import Iterable, Iterator

from ... import HOUR
from ...accounts.channels import books

KEY = "katrineholm.socialhub.arrivals"
FEW = 5  # within an hour, of which each is told at once
PAUSE = 1800  # seconds
UNTOLD = -1
FIRST, LAST = -1, 2**63  # before and after every moment
# A kind of mail, and for whom it is.
Receiver = tuple[str, str]


def gathered(hub, receiver: Receiver, numbers: Iterable[int], now: int) -> tuple[int, ...]:
    """The messages to tell a receiver of now; what is held back is told by ``due``, or with others.

    ``numbers`` are those that have just come.
    """
    kept = dict(_of(books.read(hub, KEY), receiver))
    new = [(*receiver, now, number) for number in numbers]
    untold = _untold(kept)
    is_flood = untold or sum(_is_of_late(key, now) for key in kept) >= FEW
    is_told = not is_flood or _is_time(max(kept.values()), now)
    book, told = books.begun(hub, KEY), now if is_told else UNTOLD
    for key in (*(untold if is_told else ()), *new):
        book[key] = told
    return _numbers((*untold, *new)) if is_told else ()


def due(hub, now: int) -> dict[Receiver, tuple[int, ...]]:
    """What has been held back for long enough, by receiver; it counts as told from now on.

    What no longer matters is forgotten here, where one alone is at work.
    """
    book, found = books.read(hub, KEY), {}
    for receiver in sorted({(kind, who) for kind, who, _at, _number in book}):
        kept = dict(_of(book, receiver))
        untold = _untold(kept)
        if untold and _is_time(max(kept.values()), now):
            found[receiver] = _numbers(untold)
            book.update(dict.fromkeys(untold, now))
        for key in _without_effect(kept, now):
            del book[key]
    return found


def _untold(kept):
    return [key for key, told in kept.items() if told == UNTOLD]


def _without_effect(kept, now):
    """What was told, and is neither among the latest few nor of late."""
    told = [key for key, told in kept.items() if told != UNTOLD]
    old = [key for key in told[-FEW:] if not _is_of_late(key, now) and _is_time(kept[key], now)]
    return [*told[:-FEW], *old]


def _of(book, receiver) -> Iterator[tuple]:
    return book.items((*receiver, FIRST), (*receiver, LAST))


def _numbers(keys):
    return tuple(dict.fromkeys(number for *_receiver, _at, number in keys))


def _is_of_late(key, now):
    return abs(now - key[2]) < HOUR


def _is_time(told, now):
    """A clock may have been wrong: what was told in time to come holds nothing back."""
    return abs(now - told) >= PAUSE
