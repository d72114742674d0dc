"""The manual checks of whether each place shows that it belongs to the municipality (G5).

A tick is stored on the place as ``{"tick", "at", "by"}``, and also on the hub, where lists read
it without loading places. Times are in seconds since 1970.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from plone import api
from plone.dexterity.content import Container, DexterityContent
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels import history, hub_storage
from ...accounts.channels.updates import update_fields
from .interfaces import IFacebookPlace
from .places import Place, all_places

KEY = "katrineholm.socialhub.facebook.ties"
FRESH = 183 * 24 * 3600  # half a year
ITEM_TITLES = {
    "installed": _("The presence page is installed or linked"),
    "logo": _("The municipality's logotype is shown"),
    "tie_back": _("The tie to the official page is shown"),
}
UNSEEN_MESSAGES = {
    "installed": _("On Facebook: the presence page has not been seen."),
    "logo": _("On Facebook: the municipality's logotype has not been seen."),
    "tie_back": _("On Facebook: the tie to the official page has not been seen."),
}
OLD = _("On Facebook: nobody has looked at the tie-back for half a year.")


@dataclass(frozen=True, slots=True)
class Tick:
    """The time of a check, and the id of the user who made it."""

    at: int
    by: str

    def is_fresh(self, now: int) -> bool:
        """Return True if the check is less than half a year old."""
        return now - self.at < FRESH


Ticks = Mapping[str, Tick]


def required_items(place: Place) -> tuple[str, ...]:
    """Return the items that a place must show; the official page itself needs no tie-back."""
    return tuple(name for name in ITEM_TITLES if name != "tie_back" or not place.official_page)


def tie_back_problems(place: Place, ticks: Ticks, now: int) -> tuple[Message, ...]:
    """Return a message for each item missing on a public place, and one for outdated checks."""
    if not place.is_typed or not place.facts.speaks or place.is_over(now):
        return ()
    unseen = [UNSEEN_MESSAGES[name] for name in required_items(place) if name not in ticks]
    old = [OLD] if any(not tick.is_fresh(now) for tick in ticks.values()) else []
    return (*unseen, *old)


def faults_by_uid(hub: Container, now: int) -> dict[str, tuple[Message, ...]]:
    """Return the messages about each place of a hub, keyed by UID, for the board."""
    kept = ticks_by_uid(hub)
    found = {
        place.facts.uid: tie_back_problems(place, kept.get(place.facts.uid, {}), now)
        for place in all_places(hub)
    }
    return {uid: messages for uid, messages in found.items() if messages}


def ticks_by_uid(hub: Container) -> dict[str, Ticks]:
    """Return the ticks of each place of a hub, keyed by the place's UID."""
    return {
        uid: {name: Tick(at, by) for name, at, by in kept}
        for uid, kept in hub_storage.stored_data(hub, KEY).items()
    }


def place_ticks(place: DexterityContent) -> Ticks:
    """Return the ticks of a place, keyed by item."""
    return {each["tick"]: Tick(each["at"], each["by"]) for each in place.tie_backs or ()}


def store_ticks(place: DexterityContent, seen: Iterable[str]) -> None:
    """Store that the current user has seen these items on the place today, and no others."""
    seen = [name for name in ITEM_TITLES if name in seen]
    now, who = int(time()), api.user.get_current().getId() or ""
    ticks = tuple({"tick": name, "at": now, "by": who} for name in seen)
    update_fields(place, IFacebookPlace, tie_backs=ticks)
    titles = [ITEM_TITLES[name] for name in seen] or [_("Nothing of it was seen.")]
    history.note_event(place, "tie-back", "; ".join(map(api.portal.translate, titles)))


def reset_copy(place: DexterityContent, event: Any) -> None:
    """Remove the ticks of a copied place, and the mark that it is the official page."""
    place.tie_backs, place.official_page = (), False


def _packed(place):
    return tuple((each["tick"], each["at"], each["by"]) for each in place.tie_backs)


update_hub, follow_move = hub_storage.value_handlers(KEY, _packed)
