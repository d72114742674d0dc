"""Mails that are to leave: kept in the site until the mail server has taken them.

Each is one small object of plain data: ``id``, ``to``, ``subject``, ``text``, ``reply_to``,
``message_id`` (empty: made of the id), ``answers`` (the id of a mail, or empty), ``by_person``
(whether a person has written it, not a program), ``attachments`` (each a name, a media type and a
blob), ``created``, ``since`` (the first try, or when a person asked for another), ``tries``,
``tried``, ``next_try`` (None: not before a person says so), ``code`` and ``values`` of the latest
fault. Moments are whole seconds since 1970 (UTC).

Beside the ``letters`` by id lie their ``times``: when each is to be tried and was tried for the
last time, so that the worker finds what is due each minute without reading the letters. They are
found by id, too: what two connections write of two letters is merged, as in a sorted index it
could not be. ``named`` holds what a sender called its letter, with the letter's id.
"""

from collections.abc import Iterable
from itertools import islice

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from ... import DAY, WEEK, has_come
from .postman import Fault

KEY = "katrineholm.socialhub.outbox"
HELD = 90 * DAY
# Whoever puts a mail in tries it himself; the worker comes to it only after this time.
GRACE = 300
FIRST, LONGEST = 300, 3600
UNTRIED: dict = {"tries": 0, "tried": None, "code": "", "values": {}}


def put(site, letter: dict, now: int, fault: Fault | None = None) -> None:
    """Put in a letter (``id``, ``to``, ``subject``, ``text``, ``reply_to``).

    One that cannot be sent as it is comes with its fault, and stays for a person to see.
    """
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = _new()
    _box(site)["letters"][letter["id"]] = PersistentMapping(letter, created=now)
    if letter.get("message_id"):
        _box(site)["named"].add(_name(letter))
    _change(site, letter["id"], **_fresh(now))
    if fault:
        note(site, {letter["id"]: fault}, now)


def letters(site, most: int | None = None) -> list[dict]:
    """What is in the outbox, the oldest first: all, or not more than so many of the oldest."""
    return _sorted(islice(_box(site)["letters"].values(), most))


def number(site) -> int:
    """How many letters are in the outbox; none is read."""
    return len(_box(site)["times"])


def stuck(site, since: int) -> list[str]:
    """The ids of those that have a fault or came before that, the latest tried last.

    No letter is read: one that is untried is to be tried a while after it came.
    """
    found = [
        (tried, id)
        for id, (next_try, tried, code) in _box(site)["times"].items()
        if code or next_try - GRACE < since
    ]
    return [id for _tried, id in sorted(found)]


def holds(site, message_id: str) -> bool:
    """Whether a letter that its sender called so is in the outbox; none is read."""
    found = _box(site)["named"].keys((message_id, ""))
    return any(name == message_id for name, _id in islice(found, 1))


def chosen(site, ids: Iterable[str]) -> list[dict]:
    """Those of these letters that are in the outbox, the oldest first."""
    kept = _box(site)["letters"]
    return _sorted(kept[id] for id in set(ids) if id in kept)


def due(site, now: int) -> list[dict]:
    """The letters that the worker is to try now, the oldest first."""
    times = _box(site)["times"].items()
    return chosen(site, [id for id, (at, *_rest) in times if at > 0 and has_come(at, now)])


def is_silent(site, since: int) -> bool:
    """Whether the mail server has kept silent when it was tried after that."""
    times = _box(site)["times"].values()
    return any(code == "silent" and tried > since for _next_try, tried, code in times)


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
    times = _box(site)["times"].items()
    return [id for id, (next_try, tried, _) in times if not next_try and now - tried >= HELD]


def renew(site, ids: list[str], now: int) -> list[str]:
    """Make letters as good as new; the ids of those that are there."""
    found = [id for id in ids if id in _box(site)["letters"]]
    for id in found:
        _change(site, id, **_fresh(now))
    return found


def _box(site):
    """What is kept, or an empty box that nobody else ever sees; reading writes nothing."""
    box = IAnnotations(site).get(KEY)
    return _new() if box is None else box


def _new():
    return PersistentMapping(letters=OOBTree(), times=OOBTree(), named=OOTreeSet())


def _sorted(found):
    return sorted(map(dict, found), key=lambda letter: (letter["created"], letter["id"]))


def _change(site, id, **values):
    letter = _box(site)["letters"][id]
    letter.update(values)
    # Only what can be compared is merged: 0 stands for never.
    times = letter["next_try"] or 0, letter["tried"] or 0, letter["code"]
    _box(site)["times"][id] = times


def _name(letter):
    return letter.get("message_id", ""), letter["id"]


def _take_out(site, id):
    if (name := _name(_box(site)["letters"][id])) in _box(site)["named"]:
        _box(site)["named"].remove(name)
    for name in ("letters", "times"):
        del _box(site)[name][id]


def _fresh(now):
    return {**UNTRIED, "since": now, "next_try": now + GRACE}


def _after(letter, fault, now):
    return {
        "tries": letter["tries"] + 1,
        "tried": now,
        "since": min(letter["since"], now),
        "next_try": _next_try(letter, fault, now),
        "code": fault.code,
        "values": dict(fault.values),
    }


def _next_try(letter, fault, now):
    """Later and later, and no more after a week: by then it says something that is no more so."""
    if fault.final or now - letter["since"] >= WEEK:
        return None
    return now + min(FIRST * 2 ** letter["tries"], LONGEST)
