"""Legal holds: who has forbidden the disposal of which channels, posts and messages, and why.

A hold on a channel applies to all its posts and messages. All holds are in one small object, so
that a disposal can be sure that there is no concurrent hold: see ``require_current_holds``. Holds
are logged by ``post_acts``. Nor may requested material (``IKeeps``) be disposed of before the
request is answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from persistent.mapping import PersistentMapping
from zope.component import getUtilitiesFor

from ... import _
from . import hub_storage, post_acts
from .interfaces import IKeeps

HOLD_SENTENCE = _("Held since ${when} by ${who}: ${reason}")
KEY = "katrineholm.socialhub.holds"
CHANNEL, ENTRY, MESSAGE = KINDS = ("channel", "entry", "message")


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold. ``name`` is a channel's UID, an entry's id or a message's number as text."""

    kind: str
    name: str
    by: str
    when: int
    reason: str


def active_holds(hub: Any) -> Iterator[Hold]:
    """Return all active holds of a hub, latest first."""
    found = (
        Hold(*key, *value)
        for key, value in hub_storage.stored_data(hub, KEY, PersistentMapping).items()
    )
    return iter(sorted(found, key=lambda hold: -hold.when))


def hold_on(hub: Any, kind: str, name: str, channel: str = "") -> Hold | None:
    """Return the hold on an object, or else on its channel (a UID), or None if there is neither."""
    held = hub_storage.stored_data(hub, KEY, PersistentMapping)
    for key in ((kind, name), (CHANNEL, channel)):
        if key in held:
            return Hold(*key, *held[key])
    return None


def place_hold(hub: Any, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Place a hold on an object. Return False if there already is one."""
    held = hub_storage.writable_data(hub, KEY, PersistentMapping)
    if (kind, name) in held:
        return False
    held[kind, name] = (by, now, reason)
    post_acts.note_act(hub, "hold", [log_id(kind, name)], now=now, who=by, why=reason)
    return True


def lift_hold(hub: Any, kind: str, name: str, reason: str, *, by: str, now: int) -> bool:
    """Lift the hold on an object. Return False if there is none."""
    if (kind, name) not in hub_storage.stored_data(hub, KEY, PersistentMapping):
        return False
    del hub_storage.writable_data(hub, KEY, PersistentMapping)[kind, name]
    post_acts.note_act(hub, "lift", [log_id(kind, name)], now=now, who=by, why=reason)
    return True


def may_dispose(hub: Any, kind: str, name: str, channel: str) -> bool:
    """Return True unless an object or its channel is held, or the object has been requested."""
    return hold_on(hub, kind, name, channel) is None and not has_request(hub, kind, name)


def has_request(hub: Any, kind: str, name: str) -> bool:
    """Return whether somebody has requested an object and has not been answered yet."""
    return any(keeps(hub, kind, name) for _name, keeps in getUtilitiesFor(IKeeps))


def require_current_holds(hub: Any) -> None:
    """Make the commit conflict with a concurrent hold or request; call before ``may_dispose``."""
    held = hub_storage.writable_data(hub, KEY, PersistentMapping)
    if held._p_jar is not None:
        held._p_activate()  # an unloaded object has no serial
        held._p_jar.readCurrent(held)


def invalidate_holds(hub: Any) -> None:
    """Make the commits of concurrent disposals conflict, as something has been requested."""
    hub_storage.writable_data(hub, KEY, PersistentMapping)._p_changed = True


def log_id(kind: str, name: str) -> str:
    """Return the id of a held object in the log of acts."""
    return name if kind == ENTRY else f"{kind} {name}"
