"""The duties of a hub's channels, stored in one annotation that handlers update."""

from typing import Any

from ..channels import books
from ..channels.books import followers
from ..people.answering import Duties, duties_of

KEY = "katrineholm.socialhub.duties"


def duties_in(hub: Any) -> dict[str, Duties]:
    """Return the duties of all channels of a hub, keyed by UID."""
    return {uid: _read(kept) for uid, kept in books.read(hub, KEY).items()}


def duties_on(hub: Any, uid: str) -> Duties:
    """Return the duties of one channel of a hub; empty ones if it no longer exists."""
    kept = books.read(hub, KEY).get(uid)
    return _read(kept) if kept else Duties()


def enter_all(administration: Any, event: Any = None) -> None:
    """Store the duties of an administration's channels, as its head may have changed."""
    for channel in followers(administration, event):
        enter(channel)


def _kept(channel):
    duties = duties_of(channel)
    absences = tuple(tuple(sorted(each.items())) for each in duties.absences)
    return duties.responsible, duties.substitute, duties.head, absences, duties.confirmed


def _read(kept):
    responsible, substitute, head, absences, confirmed = kept
    return Duties(responsible, substitute, head, tuple(map(dict, absences)), confirmed)


enter, moved = books.following(KEY, _kept)
