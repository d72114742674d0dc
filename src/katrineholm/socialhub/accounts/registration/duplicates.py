"""Duplicates: an account is on the official list once, however it is written (row A15)."""

from collections.abc import Iterable
from typing import Any

from plone import api
from zope.i18nmessageid import Message

from ... import _
from ...core.platforms.account_lookup import account_keys
from ..channels.interfaces import CHANNEL_TYPES

LIST_STATES = ("reported", "official", "paused")
PLACE = "FacebookPlace"
OPEN_STATES = ("draft", *LIST_STATES)
CLOSED_STATES = ("closed",)


def listed_duplicate(held: Any) -> Any:
    """Return the brain of another channel on the list with the same account, or None.

    ``held`` is a ``requirements.ChannelValues``.
    """
    return listed_channel(held.hub, held.account_urls, apart_from=held.uid)


def closed_duplicate(held: Any) -> Any:
    """Return the brain of a closed channel with the same account, which may have a new owner."""
    return listed_channel(held.hub, held.account_urls[:1], states=CLOSED_STATES)


def registered_place(hub: Any, addresses: Iterable[str], *, apart_from: str = "") -> Any:
    """Return the brain of a place on Facebook with one of these URLs, if only as a draft."""
    return listed_channel(hub, addresses, apart_from=apart_from, states=OPEN_STATES, types=(PLACE,))


def listed_channel(
    hub: Any,
    addresses: Iterable[str],
    *,
    apart_from: str = "",
    states: tuple[str, ...] = LIST_STATES,
    types: tuple[str, ...] = CHANNEL_TYPES,
) -> Any:
    """Return the brain of a channel on a hub's list with one of these accounts, or None.

    ``apart_from`` is the UID of the channel to ignore. Permissions are not checked: show the result
    by ``duplicate_sentence``.
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


def is_visible_brain(brain: Any) -> bool:
    """Return whether the current user may see a brain's object."""
    return bool(api.content.find(UID=brain.UID))


def duplicate_sentence(brain: Any) -> Message:
    """Return that an account is on the list already, with a link if the user may see it."""
    if not is_visible_brain(brain):
        return _("The account has been reported by another administration already.")
    mapping = {"title": brain.Title, "url": brain.getURL()}
    return _("The account is on the list already: ${title}, ${url}", mapping=mapping)


def _own_keys(text):
    """Return the keys of a URL but not a bare @name, which is ambiguous between services."""
    return [key for key in account_keys(text)[:1] if not key.startswith("@")]
