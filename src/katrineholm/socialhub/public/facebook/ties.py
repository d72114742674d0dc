"""The manual checks of each place's ties to the municipality (G5).

A tick is stored on the place itself, as ``{"tick", "at", "by"}``, and on the hub, where lists read
it without loading places. Times are seconds since 1970.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from plone import api
from plone.dexterity.content import Container, DexterityContent
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
    """The time of a check, and the user's id."""

    at: int
    by: str

    def is_fresh(self, now: int) -> bool:
        return now - self.at < FRESH


Ticks = Mapping[str, Tick]


def asked_of(place: Place) -> tuple[str, ...]:
    """Return the items that a place has to show; the official page needs no tie to itself."""
    return tuple(name for name in TITLES if name != "tie_back" or not place.official_page)


def missing(place: Place, ticks: Ticks, now: int) -> tuple[Message, ...]:
    """Return a message for each unseen item, and one if the last check is half a year old.

    Places that are not public have none.
    """
    if not place.is_typed or not place.facts.speaks or place.is_over(now):
        return ()
    unseen = [UNSEEN[name] for name in asked_of(place) if name not in ticks]
    old = [OLD] if any(not tick.is_fresh(now) for tick in ticks.values()) else []
    return (*unseen, *old)


def complaints(hub: Container, now: int) -> dict[str, tuple[Message, ...]]:
    """Return the messages of each place of a hub, keyed by UID, for a board."""
    kept = ties_in(hub)
    found = {
        place.facts.uid: missing(place, kept.get(place.facts.uid, {}), now) for place in every(hub)
    }
    return {uid: messages for uid, messages in found.items() if messages}


def ties_in(hub: Container) -> dict[str, Ticks]:
    """Return the ticks of all places of a hub, keyed by UID."""
    return {
        uid: {name: Tick(at, by) for name, at, by in kept}
        for uid, kept in books.read(hub, KEY).items()
    }


def ties_of(place: DexterityContent) -> Ticks:
    """Return the ticks of one place object."""
    return {each["tick"]: Tick(each["at"], each["by"]) for each in place.tie_backs or ()}


def tick_off(place: DexterityContent, seen: Iterable[str]) -> None:
    """Store that the current user has seen these items on Facebook today, and no others."""
    seen = [name for name in TITLES if name in seen]
    now, who = int(time()), api.user.get_current().getId() or ""
    ticks = tuple({"tick": name, "at": now, "by": who} for name in seen)
    change(place, IFacebookPlace, tie_backs=ticks)
    noted = "; ".join(api.portal.translate(TITLES[name]) for name in seen)
    history.note(place, "tie-back", noted or api.portal.translate(_("Nothing of it was seen.")))


def start_over(place: DexterityContent, event: Any) -> None:
    """Reset a copied place: it is unchecked, and not the official page."""
    place.tie_backs, place.official_page = (), False


def _kept(place):
    return tuple((each["tick"], each["at"], each["by"]) for each in place.tie_backs)


enter, moved = books.following(KEY, _kept)
