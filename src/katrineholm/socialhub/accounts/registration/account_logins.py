"""The holder of the log-in of a channel's account, stored beside the channel.

It is no field of the channel, so that no form, service, export, version or package has it; only
the operator's export of a whole hub does. No password is kept. What was never noted is unknown.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from plone import api

from ... import PACKAGE_NAME, _
from ..channels import history, hub_storage
from ..channels.hub import hub_of
from ..channels.person import person, person_key

BOOK = f"{PACKAGE_NAME}.account_logins"
PERSON, FUNCTION, SAFE = "person", "function", "safe"
KINDS = {
    PERSON: _("A person"),
    FUNCTION: _("A function, such as the information office"),
    SAFE: _("A safe or a password manager"),
}
FACTORS = {"yes": _("On"), "no": _("Off"), "": _("Not known")}


@dataclass(frozen=True, slots=True)
class Login:
    """The log-in of an account. Days are ISO dates or empty.

    ``kind`` is one of KINDS, and ``holder`` the person as stored in duties, or the name of the
    function or the safe. ``factor`` is one of FACTORS, ``recovery`` the address to which the
    service sends a lost password, and ``proved`` the day on which somebody last logged in by it.
    """

    kind: str
    holder: str
    factor: str = ""
    recovery: str = ""
    proved: str = ""

    @property
    def name(self) -> str:
        """The holder's name for readers."""
        someone = person(self.holder) if self.kind == PERSON else None
        return someone.name if someone else self.holder

    @property
    def is_gone(self) -> bool:
        """True if the holder is a member who has no account any more."""
        someone = person(self.holder) if self.kind == PERSON else None
        return bool(someone and someone.gone)


def login_of(channel: Any) -> Login | None:
    """Return what is noted of a channel's log-in, or None."""
    return stored_login(hub_of(channel), channel.UID())


def stored_login(hub: Any, uid: str) -> Login | None:
    """Return what is noted of the log-in of a hub's channel, given by its UID, or None."""
    kept = hub_storage.stored_data(hub, BOOK).get(uid)
    return Login(*kept) if kept else None


def note_login(channel: Any, login: Login) -> None:
    """Store what is known of a channel's log-in; the history has that it was, not what."""
    if login == login_of(channel):
        return
    hub_storage.writable_data(hub_of(channel), BOOK)[channel.UID()] = astuple(login)
    history.note_event(channel, "login-noted")


def hand_over_login(channel: Any, to: str) -> None:
    """Note another person as the holder; that the log-in works has to be proved anew."""
    if login := login_of(channel):
        note_login(channel, replace(login, kind=PERSON, holder=to, proved=""))


def held_logins(hub: Any) -> Iterator[tuple[str, str]]:
    """Yield the UID and the holder's text of each log-in in a hub that a person holds."""
    for uid, kept in hub_storage.stored_data(hub, BOOK).items():
        if kept[0] == PERSON:
            yield uid, kept[1]


def channels_of_holder(place: Any, who: str) -> list:
    """Return the channels at a place whose log-in a person (``person_key``) holds."""
    uids = [uid for uid, text in held_logins(hub_of(place)) if person_key(text) == who]
    brains = api.content.find(place, UID=uids, sort_on="sortable_title", unrestricted=True)
    return [brain._unrestrictedGetObject() for brain in brains] if uids else []


def move_login(channel: Any, event: Any) -> None:
    """Move what is noted of a log-in to another hub with its channel, or delete it with it."""
    left = hub_of(event.oldParent)
    here = hub_of(event.newParent)
    kept = stored_login(left, channel.UID()) if left is not None else None
    if kept is None or here is left:
        return
    del hub_storage.writable_data(left, BOOK)[channel.UID()]
    if here is not None:
        hub_storage.writable_data(here, BOOK)[channel.UID()] = astuple(kept)


def proved_day(day: date | None) -> str:
    """Return a day as it is stored."""
    return day.isoformat() if day else ""
