"""An account stands on the official list once, in whatever spelling (row A15)."""

from collections.abc import Iterable

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.platforms.accounts import account_keys
from ..channels.interfaces import CHANNEL_TYPES

LISTED = ("reported", "official", "paused")
PLACE = "FacebookPlace"
OPEN = ("draft", *LISTED)
CLOSED = ("closed",)


def same_account(held):
    """The catalogue's brain of another channel on the list with the same account; or None.

    ``held`` is a ``standing.Held``.
    """
    return listed(held.hub, held.addresses, apart_from=held.uid)


def former(held):
    """The brain of a closed channel with the same account: it may be somebody else's since."""
    return listed(held.hub, held.addresses[:1], states=CLOSED)


def registered_place(hub, addresses: Iterable[str], *, apart_from: str = ""):
    """The brain of a place on Facebook that has one of these addresses, if only as a draft."""
    return listed(hub, addresses, apart_from=apart_from, states=OPEN, types=(PLACE,))


def listed(
    hub,
    addresses: Iterable[str],
    *,
    apart_from: str = "",
    states: tuple[str, ...] = LISTED,
    types: tuple[str, ...] = CHANNEL_TYPES,
):
    """The catalogue's brain of a channel on a hub's list with one of these accounts; or None.

    ``apart_from`` is the UID of the channel that asks. Who is allowed to see what was found is
    not asked: ``already_listed`` says of it what the present user may know.
    """
    keys = [key for text in addresses for key in _own_keys(text)]
    if not keys:
        return None
    found = api.content.find(
        portal_type=types,
        path="/".join(hub.getPhysicalPath()),
        socialhub_accounts=keys,
        review_state=list(states),
        unrestricted=True,
    )
    return next((brain for brain in found if apart_from != brain.UID), None)


def is_seen(brain) -> bool:
    """Whether the present user may see what was found."""
    return bool(api.content.find(UID=brain.UID))


def already_listed(brain) -> Message:
    """That an account is on the list already, and where, if the present user may see it."""
    if not is_seen(brain):
        return _("The account has been reported by another administration already.")
    mapping = {"title": brain.Title, "url": brain.getURL()}
    return _("The account is on the list already: ${title}, ${url}", mapping=mapping)


def _own_keys(text):
    """Not the bare @name, which is another's on another service."""
    return [key for key in account_keys(text)[:1] if not key.startswith("@")]
