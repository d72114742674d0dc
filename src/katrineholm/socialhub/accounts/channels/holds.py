"""What is not disposed of as long as it is held: a channel, a post or a message, by whom and why.

A hold on a channel is one on all its posts and messages. It lies in one small object, so that
whoever disposes of something can be sure that nobody holds it at that very moment: see ``watch``.
That it was put and lifted is logged by ``post_acts``. What is asked for (``IKeeps``) is not
disposed of either, as long as nobody has answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
    """``name`` is a channel's UID, an entry's id or a message's number, as a text."""

    kind: str
    name: str
    by: str
    when: int
    reason: str


def of(hub) -> Iterator[Hold]:
    """Every hold that is not lifted, the latest first."""
    found = (Hold(*key, *value) for key, value in books.read(hub, KEY, PersistentMapping).items())
    return iter(sorted(found, key=lambda hold: -hold.when))


def on(hub, kind: str, name: str, channel: str = "") -> Hold | None:
    """The hold on something itself, else the one on its channel (a UID); None where it is free."""
    held = books.read(hub, KEY, PersistentMapping)
    for key in ((kind, name), (CHANNEL, channel)):
        if key in held:
            return Hold(*key, *held[key])
    return None


def put(hub, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Hold something; False where it is held already."""
    held = books.begun(hub, KEY, PersistentMapping)
    if (kind, name) in held:
        return False
    held[kind, name] = (by, now, reason)
    post_acts.note(hub, "hold", [named(kind, name)], now=now, who=by, why=reason)
    return True


def lift(hub, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Lift a hold; False where there is none."""
    if (kind, name) not in books.read(hub, KEY, PersistentMapping):
        return False
    del books.begun(hub, KEY, PersistentMapping)[kind, name]
    post_acts.note(hub, "lift", [named(kind, name)], now=now, who=by, why=reason)
    return True


def is_free(hub, kind: str, name: str, channel: str) -> bool:
    """Whether something may be disposed of: neither it nor its channel is held or asked for."""
    return on(hub, kind, name, channel) is None and not is_asked_for(hub, kind, name)


def is_asked_for(hub, kind: str, name: str) -> bool:
    """Whether somebody has asked for it, and has no answer yet."""
    return any(keeps(hub, kind, name) for _name, keeps in getUtilitiesFor(IKeeps))


def watch(hub) -> None:
    """What is free now is so when the transaction is committed, too: call it before ``is_free``.

    Another connection that holds something meanwhile, or asks for it, makes the commit fail with a
    conflict.
    """
    held = books.begun(hub, KEY, PersistentMapping)
    if held._p_jar is not None:
        held._p_activate()  # of what is not loaded ZODB does not know which state is read
        held._p_jar.readCurrent(held)


def stir(hub) -> None:
    """Have whoever watches look again: something is asked for from now on."""
    books.begun(hub, KEY, PersistentMapping)._p_changed = True


def named(kind: str, name: str) -> str:
    """What the log calls it."""
    return name if kind == ENTRY else f"{kind} {name}"
