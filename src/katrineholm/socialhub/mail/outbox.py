"""Mails that are to leave: kept in the site until the mail server has taken them.

Each is one small object of plain data: ``id``, ``to``, ``subject``, ``text``, ``reply_to``,
``message_id`` (empty: made of the id), ``attachments`` (each a name, a media type and a blob),
``created``, ``since`` (the first try, or when a person asked for another), ``tries``, ``tried``,
``next_try`` (None: not before a person says so), ``code`` and ``values`` of the latest fault.
Moments are whole seconds since 1970 (UTC).

Beside the ``letters`` by id lies their ``order``: when each is to be tried, or was tried for the
last time, so that the worker finds what is due each minute without reading all of them.
"""

from collections.abc import Iterable

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from .postman import Fault

KEY = "katrineholm.socialhub.outbox"
WEEK = 7 * 24 * 3600
HELD = 90 * 24 * 3600
# Whoever puts a mail in tries it himself; the worker comes to it only after this time.
GRACE = 300
NEVER = 2**53
FIRST, LONGEST = 300, 3600
UNTRIED = {"tries": 0, "tried": None, "code": "", "values": {}}
DUE, HELD_BACK, SILENT = "due", "held", "silent"


def put(site, letter: dict, now: int, fault: Fault | None = None) -> None:
    """Put in a letter (``id``, ``to``, ``subject``, ``text``, ``reply_to``).

    One that cannot be sent as it is comes with its fault, and stays for a person to see.
    """
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = _new()
    if letter["id"] in _box(site)["letters"]:
        _take_out(site, letter["id"])
    _box(site)["letters"][letter["id"]] = PersistentMapping(letter, created=now)
    _change(site, letter["id"], **_fresh(now))
    if fault:
        note(site, {letter["id"]: fault}, now)


def letters(site) -> list[dict]:
    """All that is in the outbox, the oldest first."""
    return _sorted(_box(site)["letters"].values())


def chosen(site, ids: Iterable[str]) -> list[dict]:
    """Those of these letters that are in the outbox, the oldest first."""
    kept = _box(site)["letters"]
    return _sorted(kept[id] for id in set(ids) if id in kept)


def due(site, now: int) -> list[dict]:
    """The letters that the worker is to try now, the oldest first."""
    return chosen(site, _between(site, DUE, 0, now))


def is_silent(site, since: int) -> bool:
    """Whether the mail server has kept silent when it was tried, then or later."""
    return any(_between(site, SILENT, since, NEVER))


def note(site, outcomes: dict[str, Fault | None], now: int) -> None:
    """Take out what has left, and write down why others have not; by the letters' ids."""
    kept = _box(site)["letters"]
    # A person may have taken a letter out while it was on its way.
    for id in [id for id in outcomes if id in kept]:
        if outcomes[id] is None:
            _take_out(site, id)
        else:
            _change(site, id, **_after(kept[id], outcomes[id], now))


def outdated(site, now: int) -> list[str]:
    """The ids of those that were not tried again by themselves, and that nobody wanted since."""
    return sorted(_between(site, HELD_BACK, 0, now - HELD))


def renew(site, ids: list[str], now: int) -> list[str]:
    """Make letters as good as new; the ids of those that are there."""
    found = [id for id in ids if id in _box(site)["letters"]]
    for id in found:
        _change(site, id, **_fresh(now))
    return found


def _box(site):
    """What is kept; reading writes nothing."""
    return IAnnotations(site).get(KEY, NOTHING)


def _new():
    return PersistentMapping(letters=OOBTree(), order=OOTreeSet())


NOTHING = _new()


def _sorted(found):
    return sorted(map(dict, found), key=lambda letter: (letter["created"], letter["id"]))


def _between(site, place, first, last):
    """The ids of the letters that stand at a place, from one moment to another, both included."""
    found = _box(site)["order"].keys((place, first), (place, last + 1))
    return [id for _place, _moment, id in found]


def _change(site, id, **values):
    box = _box(site)
    letter, order = box["letters"][id], box["order"]
    _strike_out(order, letter)
    letter.update(values)
    order.update(_places(letter))


def _take_out(site, id):
    box = _box(site)
    _strike_out(box["order"], box["letters"].pop(id))


def _strike_out(order, letter):
    for each in _places(letter):
        order.remove(each)


def _places(letter):
    if "next_try" not in letter:
        return  # it has just come
    if letter["next_try"] is None:
        yield HELD_BACK, letter["tried"], letter["id"]
    else:
        yield DUE, letter["next_try"], letter["id"]
    if letter["code"] == SILENT:
        yield SILENT, letter["tried"], letter["id"]


def _fresh(now):
    return {**UNTRIED, "since": now, "next_try": now + GRACE}


def _after(letter, fault, now):
    return {
        "tries": letter["tries"] + 1,
        "tried": now,
        "next_try": _next_try(letter, fault, now),
        "code": fault.code,
        "values": dict(fault.values),
    }


def _next_try(letter, fault, now):
    """Later and later, and no more after a week: by then it says something that is no more so."""
    if fault.final or now - letter["since"] >= WEEK:
        return None
    return now + min(FIRST * 2 ** letter["tries"], LONGEST)
