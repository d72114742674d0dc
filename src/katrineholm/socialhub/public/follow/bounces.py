"""Mails that could not be delivered: after some, the follower is erased.

A mail server says so at once or by a mail (RFC 3464), which the import of mails hands over. It is
known by the Message-ID of the mail that it is about, which only this site can sign.
"""

import re
from typing import Any

from ... import DAY
from .followers import erase, follower, store_bounces
from .mail_content import is_own_id

MOST = 3  # days on which mails to an address were refused for good
LONGEST = 60 * DAY  # after which an earlier one no longer counts
HEAD, MOST_READ = 20_000, 200_000  # bytes of a mail that are searched
REPORT = re.compile(rb"^content-type:\s*multipart/report\b", re.I | re.M)
FAILED = re.compile(rb"^action:\s*failed\b", re.I | re.M)
FOR_GOOD = re.compile(rb"^status:\s*5\.", re.I | re.M)
OWN_ID = re.compile(
    rb"<([0-9a-f]{24})\.([0-9a-f]{12}-[a-z]{4,6}|confirm)\.(\d{1,12})\.([0-9a-f]{16})@"
)


def use_bounce(hub: Any, _sender: str, _subject: str, _text: str, *, now: int, data: bytes) -> bool:
    """Note a report on a mail to a follower; return whether the mail is one."""
    found = OWN_ID.search(data[:MOST_READ]) if REPORT.search(data[:HEAD]) else None
    parts = [each.decode("ascii") for each in found.groups()] if found else []
    if not parts or not is_own_id(*parts):
        return False
    if FAILED.search(data[:MOST_READ]) and FOR_GOOD.search(data[:MOST_READ]):
        note_bounce(hub, parts[0], now)
    return True


def note_bounce(hub: Any, id: str, now: int) -> None:
    """Note that a mail could not be delivered, once a day; erase the follower after some."""
    known = follower(hub, id)
    if known is None:
        return
    day = now // DAY
    days = sorted({*(each for each in known.bounces if day - each <= LONGEST // DAY), day})
    if len(days) >= MOST:
        erase(hub, id)
    else:
        store_bounces(hub, id, tuple(days))
