"""Mails that are to leave: kept in the site until the mail server has taken them.

Each is one small object of plain data: ``id``, ``to``, ``subject``, ``text``, ``reply_to``,
``message_id`` (empty: made of the id), ``attachments`` (each a name, a media type and a blob),
``created``, ``since`` (the first try, or when a person asked for another), ``tries``, ``tried``,
``next_try`` (None: not before a person says so), ``code`` and ``values`` of the latest fault.
Moments are whole seconds since 1970 (UTC).
"""

from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from .postman import Fault

KEY = "katrineholm.socialhub.outbox"
WEEK = 7 * 24 * 3600
HELD = 90 * 24 * 3600
# Whoever puts a mail in tries it himself; the worker comes to it only after this time.
GRACE = 300
FIRST, LONGEST = 300, 3600
UNTRIED = {"tries": 0, "tried": None, "code": "", "values": {}}


def put(site, letter: dict, now: int, fault: Fault | None = None) -> None:
    """Put in a letter (``id``, ``to``, ``subject``, ``text``, ``reply_to``).

    One that cannot be sent as it is comes with its fault, and stays for a person to see.
    """
    annotations = IAnnotations(site)
    box = annotations.get(KEY)
    if box is None:
        box = annotations[KEY] = OOBTree()
    box[letter["id"]] = PersistentMapping(letter, created=now, **_fresh(now))
    if fault:
        note(site, {letter["id"]: fault}, now)


def letters(site) -> list[dict]:
    """All that is in the outbox, the oldest first."""
    box = IAnnotations(site).get(KEY, {})
    return sorted(map(dict, box.values()), key=lambda letter: (letter["created"], letter["id"]))


def due(site, now: int) -> list[dict]:
    """The letters that the worker is to try now."""
    return [each for each in letters(site) if (each["next_try"] or now + 1) <= now]


def note(site, outcomes: dict[str, Fault | None], now: int) -> None:
    """Take out what has left, and write down why others have not; by the letters' ids."""
    box = IAnnotations(site).get(KEY, {})
    # A person may have taken a letter out while it was on its way.
    for id in [id for id in outcomes if id in box]:
        if outcomes[id] is None:
            del box[id]
        else:
            _note_fault(box[id], outcomes[id], now)


def outdated(site, now: int) -> list[str]:
    """The ids of those that were not tried again by themselves, and that nobody wanted since."""
    held = [each for each in letters(site) if each["next_try"] is None]
    return [each["id"] for each in held if now - each["tried"] >= HELD]


def renew(site, ids: list[str], now: int) -> list[str]:
    """Make letters as good as new; the ids of those that are there."""
    box = IAnnotations(site).get(KEY, {})
    found = [id for id in ids if id in box]
    for id in found:
        box[id].update(_fresh(now))
    return found


def _fresh(now):
    return {**UNTRIED, "since": now, "next_try": now + GRACE}


def _note_fault(letter, fault, now):
    letter.update(
        tries=letter["tries"] + 1,
        tried=now,
        next_try=_next_try(letter, fault, now),
        code=fault.code,
        values=dict(fault.values),
    )


def _next_try(letter, fault, now):
    """Later and later, and no more after a week: by then it says something that is no more so."""
    if fault.final or now - letter["since"] >= WEEK:
        return None
    return now + min(FIRST * 2 ** letter["tries"], LONGEST)
