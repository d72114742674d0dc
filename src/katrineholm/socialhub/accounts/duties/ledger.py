"""Who holds the duties of a hub's channels, in one book that follows the channels by itself."""

from ..channels import books
from ..channels.followers import followers
from ..people.answering import Duties, duties_of

KEY = "katrineholm.socialhub.duties"


def duties_in(hub) -> dict[str, Duties]:
    """The duties of all channels of a hub, by UID."""
    return {uid: _read(kept) for uid, kept in books.read(hub, KEY).items()}


def duties_on(hub, uid: str) -> Duties:
    """The duties of one channel of a hub; nobody's where it is gone."""
    kept = books.read(hub, KEY).get(uid)
    return _read(kept) if kept else Duties()


def enter(channel, event=None) -> None:
    """Note a channel's duties as they are now."""
    books.enter(channel, KEY, _kept(duties_of(channel)))


def enter_all(administration, event=None) -> None:
    """An administration has changed, perhaps its head."""
    for channel in followers(administration, event):
        enter(channel)


def moved(channel, event) -> None:
    """A channel is new here, has another administration, or has left its hub."""
    books.strike_out(channel, KEY, event)
    if event.newParent is not None:
        enter(channel)


def _kept(duties):
    absences = tuple(tuple(sorted(each.items())) for each in duties.absences)
    return duties.responsible, duties.substitute, duties.head, absences, duties.confirmed


def _read(kept):
    responsible, substitute, head, absences, confirmed = kept
    return Duties(responsible, substitute, head, tuple(map(dict, absences)), confirmed)
