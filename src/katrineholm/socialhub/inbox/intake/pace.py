"""Rate limits for each client, counted in the database for all web processes.

More reports an hour than a person sends are accepted and marked; even more are accepted one at a
time, with pauses, and far more are refused until later (RFC 6585), so that nothing is lost in
silence. Reports, messages and guesses at receipts are counted separately, so that a flood of one
kind does not block the others. No client waits for another, and there is no common limit: with one,
a flood would block everybody. Schools and libraries share one IP address: those in the settings may
send more.

Only accepted ones are counted. No IP address is stored, but a keyed hash of it, for an hour. The
hashes are in sets that ZODB always merges (see ``core.messages.ledger``), so that no report waits
for another; a few concurrent ones may exceed the limit.
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
from plone.dexterity.content import DexterityContent
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import HOUR, MINUTE, _
from ...accounts.channels import books
from ...accounts.channels.hub import hub_of, hubs
from ...core.messages.engine import Refused
from ...refresh.chores import Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker
from ...site.forms.limits import is_within, neighbourhood
from ...site.forms.retries import written
from ...site.settings.registry import setting

KEY = "katrineholm.socialhub.pace"
REPORT, CONTACT, RECEIPT = "report", "contact", "receipt"  # the kinds of submissions
# Multiples of the limit of marked ones: pauses begin, and submissions are refused.
SLOWED, TIMES = 2, 5
GUESSES = 30  # wrong receipts an hour
SETS = 64
MARK = ("", 0, 0)  # ZODB does not merge a set that becomes empty
TOO_MUCH = _(
    "Very much has been sent from where you are within an hour. Nothing is lost of what was taken; "
    "send the rest later."
)
SLOWER = _(
    "Much has been sent from where you are. Send this once more in ${seconds} seconds: it stands "
    "here as you wrote it."
)
TOO_MANY_GUESSES = _(
    "Many receipt numbers that there are not have been asked for from where you are. Ask again "
    "later."
)


class TooMuch(Refused):
    """A client has to wait for ``seconds``; its guard is "pace"."""

    status = 429

    def __init__(self, seconds: int, sentence: Message = TOO_MUCH):
        super().__init__("pace", Message(sentence, mapping={"seconds": str(seconds)}))
        self.seconds = seconds


def paced(
    request: HTTPRequest, context: DexterityContent, kind: str, take: Callable[..., str]
) -> str:
    """Call ``take(now=…, often=…, tries=…)``, count it as a ``kind``, and return its result.

    ``often`` is whether the client has sent more than a person does, ``tries`` as in
    ``site.forms.retries``. Clients behind a proxy are distinguished only if Zope trusts it:
    ``trusted-proxy``. Raise RateLimited before anything is written.
    """
    hub, client, now = hub_of(context), request.getClientAddr() or "", int(time())

    def taken(tries):
        book = books.begun(hub, KEY, new_book)
        often = count(book, kind, client, _allowance(client, setting("reports_per_hour")), now)
        return take(now=now, often=often, tries=tries)

    return written(taken)


def refuse_guessing(request: HTTPRequest, context: DexterityContent, *, is_right: bool) -> None:
    """Count an unknown receipt number; raise RateLimited after too many."""
    hub, client, now = hub_of(context), request.getClientAddr() or "", int(time())
    book, most = books.read(hub, KEY, new_book), _allowance(client, GUESSES)
    moments = _recent_times(book, _mark(book, RECEIPT, client), now)
    if len(moments) >= most:
        raise TooMuch(_seconds_left(moments[-most], now), TOO_MANY_GUESSES)
    if not is_right:
        written(lambda _tries: _insert(books.begun(hub, KEY, new_book), RECEIPT, client, now))


def new_book() -> PersistentMapping:
    """Return an empty book."""
    sets = PersistentMapping({number: OOSet([MARK]) for number in range(SETS)})
    return PersistentMapping(secret=token_bytes(32), sets=sets)


def count(book: PersistentMapping, kind: str, client: str, most: int, now: int) -> bool:
    """Count a submission; return whether there were ``most`` in an hour. Raise RateLimited."""
    moments = _recent_times(book, _mark(book, kind, client), now)
    if len(moments) >= most * TIMES:
        raise TooMuch(_seconds_left(moments[-most * TIMES], now))
    # The rest of the hour's share is spread over an hour.
    pause = HOUR // (most * (TIMES - SLOWED))
    if len(moments) >= most * SLOWED and (left := moments[-1] + pause - now) > 0:
        # Another process may have counted one since.
        raise TooMuch(min(left, pause), SLOWER)
    _insert(book, kind, client, now)
    return len(moments) >= most


def _allowance(client, usual):
    """Return the number that a client may send: more from a shared network."""
    is_shared = is_within(client, setting("shared_networks") or ())
    return max(usual, setting("shared_reports_per_hour")) if is_shared else usual


def _mark(book, kind, client):
    text = f"{kind} {neighbourhood(client)}".encode()
    return hmac.digest(book["secret"], text, "sha256").hex()[:16]


def _recent_times(book, mark, now):
    found = _set_of(book, mark).keys((mark, now - HOUR + 1), (mark, inf))
    return [moment for _mark, moment, _id in found]


def _insert(book, kind, client, now):
    mark = _mark(book, kind, client)
    _set_of(book, mark).insert((mark, now, randbits(32)))


def _set_of(book, mark):
    return book["sets"][crc32(mark.encode()) % SETS]


def _seconds_left(moment, now):
    return max(1, moment + HOUR - now)


def forget(book: PersistentMapping, now: int) -> None:
    """Delete the entries that are an hour old."""
    for entries, each in list(_old_entries(book, now)):
        entries.remove(each)


def forget_all(worker: Worker) -> None:
    """Delete old entries in each hub."""
    transaction.begin()
    visit(worker, hubs(), lambda hub: _delete_old_of(worker, hub))


def _delete_old_of(worker, hub):
    book = books.read(hub, KEY, new_book)
    if any(_old_entries(book, worker.now())):
        worker.write(forget, book, worker.now())


def _old_entries(book, now):
    for entries in book["sets"].values():
        yield from ((entries, each) for each in entries if each != MARK and each[1] <= now - HOUR)


FORGETTING = Chore(5 * MINUTE, forget_all)
