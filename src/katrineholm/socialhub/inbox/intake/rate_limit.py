"""Rate limits for each client, counted in the database for all web processes.

If a client sends more reports an hour than a person would, they are marked. Even more are accepted
only with pauses, and far more are refused until later (RFC 6585), so that nothing is lost silently.
Reports, messages and guesses at receipts are counted separately, so that a flood of one kind does
not block the others. No client waits for another. A common limit would let a flood block everybody:
there is one only if the operator has limited the site, for the sake of others in the database.
Schools and libraries share one IP address, so the networks in the settings may send more.

Only accepted submissions are counted. Instead of an IP address, a keyed hash of it is stored for an
hour. The hashes are in sets that ZODB always merges (see ``core.messages.ledger``), so that no
report waits for another; a few concurrent ones may exceed the limit.
"""

import hmac
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from math import inf
from secrets import choice, randbits, token_bytes
from time import time
from zlib import crc32

from BTrees.OOBTree import OOSet
from persistent.mapping import PersistentMapping
from plone.dexterity.content import DexterityContent
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest

from ... import HOUR, MINUTE, _
from ...accounts.channels import hub_storage
from ...accounts.channels.hub import all_hubs, hub_of
from ...accounts.channels.limits import REPORTS, site_limit
from ...core.messages.engine import Refused
from ...refresh.chores import Chore
from ...refresh.exposition import Sample
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker
from ...site.pages.rate_limits import client_key, is_in_networks
from ...site.pages.retries import write_with_retries
from ...site.settings.registry import setting

KEY = "katrineholm.socialhub.pace"
LIMITED = REPORT, CONTACT = "report", "contact"  # the kinds of submissions
RECEIPT = "receipt"
# Multiples of the limit of marked ones: pauses begin, and submissions are refused.
SLOW_FACTOR, LIMIT_FACTOR = 2, 5
MAX_GUESSES = 30  # wrong receipts an hour
SET_COUNT = 64
# A site's own submissions are spread over the sets, as if several clients had sent them.
SITE_SHARES = tuple(f"site {number}" for number in range(SET_COUNT))
EMPTY_MARK = ("", 0, 0)  # ZODB does not merge a set that becomes empty
TRY_LATER = _(
    "Very much has been sent from where you are within an hour. Nothing is lost of what was taken; "
    "send the rest later."
)
TRY_IN_SECONDS = _(
    "Much has been sent from where you are. Send this once more in ${seconds} seconds: it stands "
    "here as you wrote it."
)
SITE_IS_BUSY = _(
    "More has been sent to us within an hour than the site takes. Send this once more in "
    "${seconds} seconds: it stands here as you wrote it."
)
TOO_MANY_GUESSES = _(
    "Many receipt numbers that there are not have been asked for from where you are. Ask again "
    "later."
)


class RateLimited(Refused):
    """The error for a client that must wait for some ``seconds``; its guard is "pace"."""

    status = 429

    def __init__(self, seconds: int, sentence: Message = TRY_LATER):
        super().__init__("pace", Message(sentence, mapping={"seconds": str(seconds)}))
        self.seconds = seconds


def take_within_limit(
    request: HTTPRequest, context: DexterityContent, kind: str, take: Callable[..., str]
) -> str:
    """Call ``take(now=…, often=…, tries=…)``, count it as a ``kind``, and return its result.

    ``often`` is True if the client has sent more than a person would; ``tries`` is as in
    ``site.pages.retries``. Clients behind a proxy are distinguished only if Zope trusts it:
    ``trusted-proxy``. Raise RateLimited before anything is written.
    """
    hub, client, now = hub_of(context), request.getClientAddr() or "", int(time())

    def taken(tries):
        book = hub_storage.writable_data(hub, KEY, new_counts)
        most = _allowance(client, setting("reports_per_hour"))
        limit = site_limit(REPORTS)
        require_room_in_site(kind, limit, now)
        often = count_submission(book, kind, client, most, now)
        if limit:
            _insert(book, kind, choice(SITE_SHARES), now)
        return take(now=now, often=often, tries=tries)

    return write_with_retries(taken)


def limit_guesses(request: HTTPRequest, context: DexterityContent, *, is_right: bool) -> None:
    """Count a wrong guess at a receipt number; raise RateLimited after too many guesses."""
    hub, client, now = hub_of(context), request.getClientAddr() or "", int(time())
    book, most = hub_storage.stored_data(hub, KEY, new_counts), _allowance(client, MAX_GUESSES)
    moments = _recent_times(book, _mark(book, RECEIPT, client), now)
    if len(moments) >= most:
        raise RateLimited(_seconds_left(moments[-most], now), TOO_MANY_GUESSES)
    if not is_right:
        counts = partial(hub_storage.writable_data, hub, KEY, new_counts)
        write_with_retries(lambda _tries: _insert(counts(), RECEIPT, client, now))


def new_counts() -> PersistentMapping:
    """Return empty counts, with a new secret for the hashes of clients."""
    sets = PersistentMapping({number: OOSet([EMPTY_MARK]) for number in range(SET_COUNT)})
    return PersistentMapping(secret=token_bytes(32), sets=sets)


def count_submission(book: PersistentMapping, kind: str, client: str, most: int, now: int) -> bool:
    """Count a submission; return whether it exceeds ``most`` an hour. Raise RateLimited."""
    moments = _recent_times(book, _mark(book, kind, client), now)
    if len(moments) >= most * LIMIT_FACTOR:
        raise RateLimited(_seconds_left(moments[-most * LIMIT_FACTOR], now))
    # The rest of the hour's share is spread over an hour.
    pause = HOUR // (most * (LIMIT_FACTOR - SLOW_FACTOR))
    if len(moments) >= most * SLOW_FACTOR and (left := moments[-1] + pause - now) > 0:
        # Another process may have counted one since.
        raise RateLimited(min(left, pause), TRY_IN_SECONDS)
    _insert(book, kind, client, now)
    return len(moments) >= most


def require_room_in_site(kind: str, limit: int, now: int) -> None:
    """Raise RateLimited if the site's hubs took their ``limit`` of a kind within the last hour."""
    moments = site_times(kind, now) if limit else []
    if limit and len(moments) >= limit:
        raise RateLimited(_seconds_left(moments[-limit], now), SITE_IS_BUSY)


def site_times(kind: str, now: int) -> list[int]:
    """Return when the site's hubs took submissions of a kind within the last hour, in order.

    They are counted only in a site with a limit.
    """
    return sorted(chain.from_iterable(_hub_times(hub, kind, now) for hub in all_hubs()))


def submission_metrics(hub: DexterityContent, now: int) -> Iterator[Sample]:
    """Yield the numbers of submissions within the last hour if they are limited."""
    if site_limit(REPORTS):
        reports, messages = (sum(1 for _at in _hub_times(hub, kind, now)) for kind in LIMITED)
        yield Sample("reports_hour", "Reports of the public within an hour", reports)
        yield Sample("contacts_hour", "Messages by the form within an hour", messages)


def _hub_times(hub, kind, now):
    book = hub_storage.stored_data(hub, KEY, new_counts)
    for share in SITE_SHARES:
        yield from _recent_times(book, _mark(book, kind, share), now)


def _allowance(client, usual):
    """Return the number that a client may send: more from a shared network."""
    is_shared = is_in_networks(client, setting("shared_networks") or ())
    return max(usual, setting("shared_reports_per_hour")) if is_shared else usual


def _mark(book, kind, client):
    text = f"{kind} {client_key(client)}".encode()
    return hmac.digest(book["secret"], text, "sha256").hex()[:16]


def _recent_times(book, mark, now):
    found = _set_of(book, mark).keys((mark, now - HOUR + 1), (mark, inf))
    return [moment for _mark, moment, _id in found]


def _insert(book, kind, client, now):
    mark = _mark(book, kind, client)
    _set_of(book, mark).insert((mark, now, randbits(32)))


def _set_of(book, mark):
    return book["sets"][crc32(mark.encode()) % SET_COUNT]


def _seconds_left(moment, now):
    return max(1, moment + HOUR - now)


def delete_old_entries(book: PersistentMapping, now: int) -> None:
    """Delete the entries that are at least an hour old."""
    for entries, each in list(_old_entries(book, now)):
        entries.remove(each)


def delete_old_entries_of_hubs(worker: Worker) -> None:
    """Delete the entries of all hubs that are at least an hour old."""
    visit_hubs(worker, _delete_old_entries_of)


def _delete_old_entries_of(worker, hub):
    book = hub_storage.stored_data(hub, KEY, new_counts)
    if any(_old_entries(book, worker.now())):
        worker.write(delete_old_entries, book, worker.now())


def _old_entries(book, now):
    for entries in book["sets"].values():
        old = (each for each in entries if each != EMPTY_MARK and each[1] <= now - HOUR)
        yield from ((entries, each) for each in old)


CLEANUP_CHORE = Chore(5 * MINUTE, delete_old_entries_of_hubs)
