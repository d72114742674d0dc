"""The duties of a hub's channels, stored in one annotation that handlers update."""

from typing import Any

from . import hub_storage
from .hub_storage import edited_channels
from .responsibility import Duties, duties_of

KEY = "katrineholm.socialhub.duties"


def hub_duties(hub: Any) -> dict[str, Duties]:
    """Return the duties of all channels of a hub, keyed by UID."""
    return {uid: _duties_from(kept) for uid, kept in hub_storage.stored_data(hub, KEY).items()}


def channel_duties(hub: Any, uid: str) -> Duties:
    """Return the duties of one channel of a hub; empty ones if it no longer exists."""
    kept = hub_storage.stored_data(hub, KEY).get(uid)
    return _duties_from(kept) if kept else Duties()


def store_all_duties(administration: Any, event: Any = None) -> None:
    """Store the duties of an administration's channels, as its head may have changed."""
    for channel in edited_channels(administration, event):
        store_duties(channel)


def _stored_value(channel):
    duties = duties_of(channel)
    absences = tuple(tuple(sorted(each.items())) for each in duties.absences)
    return duties.responsible, duties.substitute, duties.head, absences, duties.confirmed


def _duties_from(kept):
    responsible, substitute, head, absences, confirmed = kept
    return Duties(responsible, substitute, head, tuple(map(dict, absences)), confirmed)


store_duties, move_duties = hub_storage.value_handlers(KEY, _stored_value)
