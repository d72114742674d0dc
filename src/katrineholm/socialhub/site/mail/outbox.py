"""The outbox: mails that the mail server has not yet accepted, stored in the site.

Each is one small object of plain data: ``id``, ``to``, ``subject``, ``text``, ``reply_to``,
``message_id`` (empty: made of the id), ``answers`` (the id of a mail, or empty), ``by_person``
(written by a person, not by a program), ``attachments`` (each a name, a media type and a blob),
``created``, ``since`` (the first try, or a person's request for another), ``tries``, ``tried``,
``next_try`` (None: only on request), ``code`` and ``values`` of the latest fault. Times are whole
seconds since 1970 (UTC).

Beside the ``letters`` by id are their ``times``: of the next and the last try, so that the worker
finds the due mails each minute without loading them. They are keyed by id, too: writes of two
connections about two mails are merged, unlike in a sorted index. ``named`` has the senders' own
message ids, with the ids.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from ... import DAY, WEEK, has_come
from .postman import Fault

KEY = "katrineholm.socialhub.outbox"
HELD = 90 * DAY
# The sender's own process tries a mail first, the worker only after this time.
GRACE = 300
FIRST, LONGEST = 300, 3600
UNTRIED: dict = {"tries": 0, "tried": None, "code": "", "values": {}}


def put(site: Any, letter: dict, now: int, fault: Fault | None = None) -> None:
    """Add a mail (``id``, ``to``, ``subject``, ``text``, ``reply_to``).

    One that cannot be sent is added with its fault, so that a person sees it.
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


def letters(site: Any, most: int | None = None) -> list[dict]:
    """Return the mails in the outbox, oldest first, at most so many."""
    return _sorted(islice(_box(site)["letters"].values(), most))


def number(site: Any) -> int:
    """Return the number of mails in the outbox, without loading them."""
    return len(_box(site)["times"])


def stuck(site: Any, since: int) -> list[str]:
    """Return the ids of mails with a fault or from before a time, sorted by last try.

    No mail is loaded: an untried one is due a fixed time after it was added.
    """
    found = [
        (tried, id)
        for id, (next_try, tried, code) in _box(site)["times"].items()
        if code or next_try - GRACE < since
    ]
    return [id for _tried, id in sorted(found)]


def holds(site: Any, message_id: str) -> bool:
    """Return whether a mail with its sender's message id is in the outbox, without loading it."""
    found = _box(site)["named"].keys((message_id, ""))
    return any(name == message_id for name, _id in islice(found, 1))


def chosen(site: Any, ids: Iterable[str]) -> list[dict]:
    """Return the mails with these ids that are in the outbox, oldest first."""
    kept = _box(site)["letters"]
    return _sorted(kept[id] for id in set(ids) if id in kept)


def due(site: Any, now: int) -> list[dict]:
    """Return the mails that the worker is to try now, oldest first."""
    times = _box(site)["times"].items()
    return chosen(site, [id for id, (at, *_rest) in times if at > 0 and has_come(at, now)])


def is_silent(site: Any, since: int) -> bool:
    """Return whether the mail server did not answer after a time."""
    times = _box(site)["times"].values()
    return any(code == "silent" and tried > since for _next_try, tried, code in times)


def note(site: Any, outcomes: dict[str, Fault | None], now: int) -> None:
    """Remove delivered mails, and store the faults of the others; outcomes are keyed by id."""
    kept = _box(site)["letters"]
    # A person may have removed a mail during its delivery.
    for id in [id for id in outcomes if id in kept]:
        if outcomes[id] is None:
            _take_out(site, id)
        else:
            _change(site, id, **_after(kept[id], outcomes[id], now))


def outdated(site: Any, now: int) -> list[str]:
    """Return the ids of mails that were given up and not requested again for 90 days."""
    times = _box(site)["times"].items()
    return [id for id, (next_try, tried, _) in times if not next_try and now - tried >= HELD]


def renew(site: Any, ids: list[str], now: int) -> list[str]:
    """Reset mails to untried, and return the ids of those that exist."""
    found = [id for id in ids if id in _box(site)["letters"]]
    for id in found:
        _change(site, id, **_fresh(now))
    return found


def _box(site):
    """Return the stored outbox, or an empty one that is not stored; reading writes nothing."""
    box = IAnnotations(site).get(KEY)
    return _new() if box is None else box


def _new():
    return PersistentMapping(letters=OOBTree(), times=OOBTree(), named=OOTreeSet())


def _sorted(found):
    return sorted(map(dict, found), key=lambda letter: (letter["created"], letter["id"]))


def _change(site, id, **values):
    """Update a mail and its times."""
    letter = _box(site)["letters"][id]
    letter.update(values)
    # Only comparable values are merged: 0 stands for never.
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
    """Return the time of the next try, after growing pauses; None after a week."""
    if fault.final or now - letter["since"] >= WEEK:
        return None
    return now + min(FIRST * 2 ** letter["tries"], LONGEST)
