"""Visibility for anonymous visitors, regardless of the current user."""

from typing import Any

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_parent
from DateTime import DateTime
from zope.i18nmessageid import Message

from ... import _
from ...site.pages.permissions import VIEW
from .hub import hub_of


def is_public(channel: Any) -> bool:
    """Return whether visitors may see a channel, with its administration and its hub."""
    return all(map(is_visible, (channel, *_parents(channel))))


def is_visible(place: Any) -> bool:
    """Return whether visitors may see an object now, regardless of its parents."""
    is_shown = "Anonymous" in rolesForPermissionOn(VIEW, place)
    return is_shown and place.effective() <= DateTime() < place.expires()


def visibility_warning(channel: Any) -> Message | str:
    """Return a sentence naming the parents that hide a channel from visitors; empty if none do."""
    places = [place.title for place in _parents(channel) if not is_visible(place)]
    if not places:
        return ""
    return _(
        "Visitors see nothing of the channel until this is published: ${places}.",
        mapping={"places": ", ".join(places)},
    )


def _parents(channel):
    return hub_of(channel), aq_parent(channel)
