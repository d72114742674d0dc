"""Whether each place shows its tie to the municipality: looked at by a person, ticked, dated (G5).

A tick is kept on the place itself, as ``{"tick", "at", "by"}``, and in a book of the hub that
lists read without waking a place. Moments are seconds since 1970.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import books, history
from ...accounts.channels.changing import change
from .interfaces import IFacebookPlace
from .places import Place, every

KEY = "katrineholm.socialhub.facebook.ties"
FRESH = 183 * 24 * 3600  # half a year
TITLES = {
    "installed": _("The presence page is installed or linked"),
    "logo": _("The municipality's logotype is shown"),
    "tie_back": _("The tie to the official page is shown"),
}
UNSEEN = {
    "installed": _("On Facebook: the presence page has not been seen."),
    "logo": _("On Facebook: the municipality's logotype has not been seen."),
    "tie_back": _("On Facebook: the tie to the official page has not been seen."),
}
OLD = _("On Facebook: nobody has looked at the tie-back for half a year.")


@dataclass(frozen=True, slots=True)
class Tick:
    """When a person saw it, and who (a user's id)."""

    at: int
    by: str

    def is_fresh(self, now: int) -> bool:
        return now - self.at < FRESH


Ticks = Mapping[str, Tick]


def asked_of(place: Place) -> tuple[str, ...]:
    """What a place is to show; the official page needs no tie to itself."""
    return tuple(name for name in TITLES if name != "tie_back" or not place.official_page)


def missing(place: Place, ticks: Ticks, now: int) -> tuple[Message, ...]:
    """What has not been seen on a place, or not for half a year; nothing of what is not shown."""
    if not place.is_typed or not place.facts.speaks or place.is_over(now):
        return ()
    unseen = [UNSEEN[name] for name in asked_of(place) if name not in ticks]
    old = [OLD] if any(not tick.is_fresh(now) for tick in ticks.values()) else []
    return (*unseen, *old)


def complaints(hub, now: int) -> dict[str, tuple[Message, ...]]:
    """What is missing on each place of a hub, by UID, for a board."""
    kept = ties_in(hub)
    found = {
        place.facts.uid: missing(place, kept.get(place.facts.uid, {}), now) for place in every(hub)
    }
    return {uid: told for uid, told in found.items() if told}


def ties_in(hub) -> dict[str, Ticks]:
    """The ticks of all places of a hub, by UID."""
    return {
        uid: {name: Tick(at, by) for name, at, by in kept}
        for uid, kept in books.read(hub, KEY).items()
    }


def ties_of(place) -> Ticks:
    """The ticks of one place object."""
    return {each["tick"]: Tick(each["at"], each["by"]) for each in place.tie_backs or ()}


def tick_off(place, seen: Iterable[str]) -> None:
    """The present user has looked at a place on Facebook and seen these, and nothing else."""
    seen = [name for name in TITLES if name in seen]
    now, who = int(time()), api.user.get_current().getId() or ""
    ticks = tuple({"tick": name, "at": now, "by": who} for name in seen)
    change(place, IFacebookPlace, tie_backs=ticks)
    told = "; ".join(api.portal.translate(TITLES[name]) for name in seen)
    history.note(place, "tie-back", told or api.portal.translate(_("Nothing of it was seen.")))


def start_over(place, event) -> None:
    """A copy is another place: nobody has looked at it, and it is not the official page."""
    place.tie_backs, place.official_page = (), False


def _kept(place):
    return tuple((each["tick"], each["at"], each["by"]) for each in place.tie_backs)


enter, moved = books.following(KEY, _kept)
