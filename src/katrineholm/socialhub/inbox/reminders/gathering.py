"""A flood of messages becomes no flood of mails: what follows on the first few is told together.

Each hub keeps, in plain data by receiver, when the latest messages came in, when a mail about them
was written last, and which have not been told of yet.
"""

from collections.abc import Iterable

from ...accounts.channels import books

KEY = "katrineholm.socialhub.arrivals"
FEW = 5  # within an hour, of which each is told at once
HOUR, PAUSE = 3600, 1800  # seconds
NEVER = ((), 0, ())
# A kind of mail, and for whom it is.
Receiver = tuple[str, str]


def gathered(hub, receiver: Receiver, numbers: Iterable[int], now: int) -> tuple[int, ...]:
    """The messages to tell a receiver of now; what is held back is told by ``due``, or with others.

    ``numbers`` are those that have just come.
    """
    came, told, untold = books.read(hub, KEY).get(receiver, NEVER)
    numbers = tuple(numbers)
    is_flood = untold or sum(abs(now - at) < HOUR for at in came) >= FEW
    untold = tuple(dict.fromkeys((*untold, *numbers)))
    came = (*came, *(now for _number in numbers))[-FEW:]
    is_told = not is_flood or _is_time(told, now)
    book = books.begun(hub, KEY)
    book[receiver] = (came, now, ()) if is_told else (came, told, untold)
    return untold if is_told else ()


def due(hub, now: int) -> dict[Receiver, tuple[int, ...]]:
    """What has been held back for long enough, by receiver; it counts as told from now on."""
    book = books.read(hub, KEY)
    found = {
        receiver: (came, untold)
        for receiver, (came, told, untold) in book.items()
        if untold and _is_time(told, now)
    }
    for receiver, (came, _untold) in found.items():
        book[receiver] = (came, now, ())
    return {receiver: untold for receiver, (_came, untold) in found.items()}


def _is_time(told, now):
    """A clock may have been wrong: what was told in time to come holds nothing back."""
    return abs(now - told) >= PAUSE
