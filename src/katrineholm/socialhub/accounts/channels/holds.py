"""Legal holds: channels, posts and messages that must not be disposed of, by whom and why.

A hold on a channel applies to all its posts and messages. They are in one small object, so that a
disposal can be sure that there is no concurrent hold: see ``watch``. Holds are logged by
``post_acts``. Material that somebody has requested (``IKeeps``) is not disposed of either before it
is answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from persistent.mapping import PersistentMapping
from zope.component import getUtilitiesFor

from ... import _
from . import books, post_acts
from .interfaces import IKeeps

HELD = _("Held since ${when} by ${who}: ${reason}")
KEY = "katrineholm.socialhub.holds"
CHANNEL, ENTRY, MESSAGE = KINDS = ("channel", "entry", "message")


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold; ``name`` is a channel's UID, an entry's id or a message's number, as text."""

    kind: str
    name: str
    by: str
    when: int
    reason: str


def of(hub: Any) -> Iterator[Hold]:
    """Return all active holds, latest first."""
    found = (Hold(*key, *value) for key, value in books.read(hub, KEY, PersistentMapping).items())
    return iter(sorted(found, key=lambda hold: -hold.when))


def on(hub: Any, kind: str, name: str, channel: str = "") -> Hold | None:
    """Return the hold on an object, else the one on its channel (a UID), else None."""
    held = books.read(hub, KEY, PersistentMapping)
    for key in ((kind, name), (CHANNEL, channel)):
        if key in held:
            return Hold(*key, *held[key])
    return None


def put(hub: Any, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Place a hold. Return False if there is one already."""
    held = books.begun(hub, KEY, PersistentMapping)
    if (kind, name) in held:
        return False
    held[kind, name] = (by, now, reason)
    post_acts.note(hub, "hold", [named(kind, name)], now=now, who=by, why=reason)
    return True


def lift(hub: Any, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Lift a hold. Return False if there is none."""
    if (kind, name) not in books.read(hub, KEY, PersistentMapping):
        return False
    del books.begun(hub, KEY, PersistentMapping)[kind, name]
    post_acts.note(hub, "lift", [named(kind, name)], now=now, who=by, why=reason)
    return True


def is_free(hub: Any, kind: str, name: str, channel: str) -> bool:
    """Return whether an object and its channel are neither held nor requested."""
    return on(hub, kind, name, channel) is None and not is_asked_for(hub, kind, name)


def is_asked_for(hub: Any, kind: str, name: str) -> bool:
    """Return whether somebody has requested it and has no answer yet."""
    return any(keeps(hub, kind, name) for _name, keeps in getUtilitiesFor(IKeeps))


def watch(hub: Any) -> None:
    """Make the commit conflict with a concurrent hold or request; call it before ``is_free``."""
    held = books.begun(hub, KEY, PersistentMapping)
    if held._p_jar is not None:
        held._p_activate()  # an unloaded object has no serial
        held._p_jar.readCurrent(held)


def stir(hub: Any) -> None:
    """Make the commits of concurrent disposals conflict: something has been requested."""
    books.begun(hub, KEY, PersistentMapping)._p_changed = True


def named(kind: str, name: str) -> str:
    """Return the id of a held object in the log."""
    return name if kind == ENTRY else f"{kind} {name}"
