"""Who holds the duties of a hub's channels, in one book that follows the channels by itself."""

from ..channels import books
from ..channels.books import followers
from ..people.answering import Duties, duties_of

KEY = "katrineholm.socialhub.duties"


def duties_in(hub) -> dict[str, Duties]:
    """The duties of all channels of a hub, by UID."""
    return {uid: _read(kept) for uid, kept in books.read(hub, KEY).items()}


def duties_on(hub, uid: str) -> Duties:
    """The duties of one channel of a hub; nobody's where it is gone."""
    kept = books.read(hub, KEY).get(uid)
    return _read(kept) if kept else Duties()


def enter_all(administration, event=None) -> None:
    """An administration has changed, perhaps its head."""
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
