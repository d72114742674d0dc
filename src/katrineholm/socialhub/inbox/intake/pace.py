"""How much one client has sent within an hour, as all web processes know it: from the database.

What a person does not send so much of is taken, and marked; far more is refused until later
(RFC 6585), so nothing is lost by it in silence. Nobody else waits for a client, and there is no
limit for all together: with one, a flood would keep out whoever has something to report.

What is counted is what was taken. No address is kept, but a mark made of it with a secret, for an
hour. The marks lie in sets that ZODB always merges (see ``core.messages.ledger``), so that no
report waits for another; as many as are being taken at that very moment may come above the limit.
"""

import hmac
from collections.abc import Callable
from math import inf
from secrets import randbits, token_bytes
from time import time
from zlib import crc32

import transaction
from BTrees.OOBTree import OOSet
from persistent.mapping import PersistentMapping

from ... import HOUR, MINUTE, _
from ...accounts.channels import books
from ...accounts.channels.hub import hub_of, hubs
from ...core.messages.engine import Refused
from ...refresh.chores import Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker
from ...site.forms.limits import neighbourhood
from ...site.forms.retries import written
from ...site.settings.registry import setting

KEY = "katrineholm.socialhub.pace"
TIMES = 5  # as much as what is marked, and no more is taken
SETS = 64
MARK = ("", 0, 0)  # ZODB does not merge what becomes empty
TOO_MUCH = _(
    "Very much has been sent from where you are within an hour. Nothing is lost of what was taken; "
    "send the rest later."
)


class TooMuch(Refused):
    """A client has to wait for so many ``seconds``; its guard is "pace"."""

    def __init__(self, seconds: int):
        super().__init__("pace", TOO_MUCH)
        self.seconds = seconds


def paced(request, context, take: Callable[..., str]) -> str:
    """What ``take(now=…, often=…, tries=…)`` gives, written down and counted.

    ``often`` is whether the client has sent more than a person does, ``tries`` as in
    ``site.forms.retries``. The client is told apart behind a proxy only where Zope trusts it:
    ``trusted-proxy``. Raises TooMuch, and then nothing is written.
    """
    hub, client, now = hub_of(context), request.getClientAddr() or "", int(time())

    def taken(tries):
        book = books.begun(hub, KEY, new_book)
        often = count(book, client, setting("reports_per_hour"), now)
        return take(now=now, often=often, tries=tries)

    return written(taken)


def new_book() -> PersistentMapping:
    """Nobody has sent anything."""
    sets = PersistentMapping({number: OOSet([MARK]) for number in range(SETS)})
    return PersistentMapping(secret=token_bytes(32), sets=sets)


def count(book, client: str, most: int, now: int) -> bool:
    """Count what a client sends; whether it is more than ``most`` in an hour. Raises TooMuch."""
    mark = hmac.digest(book["secret"], neighbourhood(client).encode(), "sha256").hex()[:16]
    kept = book["sets"][crc32(mark.encode()) % SETS]
    moments = [moment for _mark, moment, _id in kept.keys((mark, now - HOUR + 1), (mark, inf))]
    if len(moments) >= most * TIMES:
        raise TooMuch(max(1, moments[-most * TIMES] + HOUR - now))
    kept.insert((mark, now, randbits(32)))
    return len(moments) >= most


def forget(book, now: int) -> None:
    """Let go of what is an hour old."""
    for kept, each in list(_old(book, now)):
        kept.remove(each)


def forget_all(worker: Worker) -> None:
    """The same in each hub, where there is anything."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: _forget(worker, hub))


def _forget(worker, hub):
    book = books.read(hub, KEY, new_book)
    if any(_old(book, worker.now())):
        worker.write(forget, book, worker.now())


def _old(book, now):
    """(set, what lies in it) of each."""
    for kept in book["sets"].values():
        yield from ((kept, each) for each in kept if each != MARK and each[1] <= now - HOUR)


FORGETTING = Chore(5 * MINUTE, forget_all)
