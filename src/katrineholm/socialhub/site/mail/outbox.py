"""The outbox: mails that the mail server has not yet accepted, stored in the site.

Each is one small object of plain data: ``id``, ``to``, ``subject``, ``text``, ``reply_to``,
``message_id`` (if empty, it is made from the id), ``answers`` (the Message-ID of a mail, or empty),
``by_person`` (a person wrote it, not a program), ``attachments`` (each a name, a media type and a
blob), ``created``, ``since`` (the first try, or a person's request for another), ``tries``,
``tried``, ``next_try`` (None if only on request), ``code`` and ``values`` of the latest error.
Times are whole seconds since 1970 (UTC).

``letters`` contains the mails by id. ``times`` contains the next and the last try of each, also by
id, so that the worker finds the due mails each minute without loading them. Concurrent writes for
two mails are merged, unlike in a sorted index. ``named`` contains the senders' own message ids.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from ... import DAY, WEEK, has_come
from .transport import MailFault

KEY = "katrineholm.socialhub.outbox"
KEEP_FAILED = 90 * DAY
# The sender's own process tries a mail first, the worker only after this time.
GRACE = 300
FIRST, LONGEST = 300, 3600
NO_TRIES: dict = {"tries": 0, "tried": None, "code": "", "values": {}}


def add_mail(site: Any, letter: dict, now: int, fault: MailFault | None = None) -> None:
    """Add a mail to the outbox, with a ``fault`` if it cannot be sent, so that a person sees it."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = _empty_outbox()
    _outbox_data(site)["letters"][letter["id"]] = PersistentMapping(letter, created=now)
    if letter.get("message_id"):
        _outbox_data(site)["named"].add(_name(letter))
    _update_mail(site, letter["id"], **_untried_values(now))
    if fault:
        record_outcomes(site, {letter["id"]: fault}, now)


def queued_mails(site: Any, most: int | None = None) -> list[dict]:
    """Return at most ``most`` mails of the outbox, or all, oldest first."""
    return _sorted(islice(_outbox_data(site)["letters"].values(), most))


def mail_count(site: Any) -> int:
    """Return the number of mails in the outbox, without loading them."""
    return len(_outbox_data(site)["times"])


def failed_count(site: Any) -> int:
    """Return the number of mails that are not tried again without a person, without loading any."""
    return sum(not next_try for next_try, _tried, _code in _outbox_data(site)["times"].values())


def stuck_ids(site: Any, since: int) -> list[str]:
    """Return the ids of mails that failed or were queued before ``since``, sorted by last try.

    No mail is loaded: an untried mail is due a fixed time after it was added.
    """
    found = [
        (tried, id)
        for id, (next_try, tried, code) in _outbox_data(site)["times"].items()
        if code or next_try - GRACE < since
    ]
    return [id for _tried, id in sorted(found)]


def has_message_id(site: Any, message_id: str) -> bool:
    """Return whether a mail that was added with this Message-ID is still in the outbox."""
    found = _outbox_data(site)["named"].keys((message_id, ""))
    return any(name == message_id for name, _id in islice(found, 1))


def mails_by_id(site: Any, ids: Iterable[str]) -> list[dict]:
    """Return the mails with these ids that are in the outbox, oldest first."""
    kept = _outbox_data(site)["letters"]
    return _sorted(kept[id] for id in set(ids) if id in kept)


def due_mails(site: Any, now: int) -> list[dict]:
    """Return the mails that the worker is to try now, oldest first."""
    times = _outbox_data(site)["times"].items()
    return mails_by_id(site, [id for id, (at, *_rest) in times if at > 0 and has_come(at, now)])


def is_server_silent(site: Any, since: int) -> bool:
    """Return whether the mail server failed to answer at a try after ``since``."""
    times = _outbox_data(site)["times"].values()
    return any(code == "silent" and tried > since for _next_try, tried, code in times)


def record_outcomes(site: Any, outcomes: dict[str, MailFault | None], now: int) -> None:
    """Remove the delivered mails and store the errors of the others. Outcomes are by mail id."""
    kept = _outbox_data(site)["letters"]
    # A person may have removed a mail during its delivery.
    for id in [id for id in outcomes if id in kept]:
        if outcomes[id] is None:
            _remove_mail(site, id)
        else:
            _update_mail(site, id, **_values_after_failure(kept[id], outcomes[id], now))


def outdated_ids(site: Any, now: int) -> list[str]:
    """Return the ids of mails that were given up, and last tried at least 90 days ago."""
    times = _outbox_data(site)["times"].items()
    return [id for id, (next_try, tried, _) in times if not next_try and now - tried >= KEEP_FAILED]


def reset_mails(site: Any, ids: list[str], now: int) -> list[str]:
    """Reset mails to untried, and return the ids of those that are still in the outbox."""
    found = [id for id in ids if id in _outbox_data(site)["letters"]]
    for id in found:
        _update_mail(site, id, **_untried_values(now))
    return found


def _outbox_data(site):
    """Return the stored outbox, or an empty one that is not stored; reading writes nothing."""
    box = IAnnotations(site).get(KEY)
    return _empty_outbox() if box is None else box


def _empty_outbox():
    return PersistentMapping(letters=OOBTree(), times=OOBTree(), named=OOTreeSet())


def _sorted(found):
    return sorted(map(dict, found), key=lambda letter: (letter["created"], letter["id"]))


def _update_mail(site, id, **values):
    """Update a mail and its times."""
    letter = _outbox_data(site)["letters"][id]
    letter.update(values)
    # Only comparable values are merged: 0 means never.
    times = letter["next_try"] or 0, letter["tried"] or 0, letter["code"]
    _outbox_data(site)["times"][id] = times


def _name(letter):
    return letter.get("message_id", ""), letter["id"]


def _remove_mail(site, id):
    if (name := _name(_outbox_data(site)["letters"][id])) in _outbox_data(site)["named"]:
        _outbox_data(site)["named"].remove(name)
    for name in ("letters", "times"):
        del _outbox_data(site)[name][id]


def _untried_values(now):
    return {**NO_TRIES, "since": now, "next_try": now + GRACE}


def _values_after_failure(letter, fault, now):
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
