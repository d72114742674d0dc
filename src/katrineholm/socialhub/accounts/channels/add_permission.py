"""Permission to add a channel, and therefore to probe a URL."""

from typing import Any

from plone import api

from ...site.pages.permissions import ADD_CHANNEL, MANAGE_REGISTER
from .interfaces import IAdministration


def may_add_channel(context: Any) -> bool:
    """Return whether the user may add a channel at or below an object, or manages the list."""
    here = any(
        api.user.has_permission(name, obj=context) for name in (ADD_CHANNEL, MANAGE_REGISTER)
    )
    return here or bool(addable_administrations(context))


def addable_administrations(context: Any) -> list:
    """Return the administrations at or below an object in which the user may add a channel."""
    return [
        place
        for place in (context, *context.objectValues())
        if IAdministration.providedBy(place) and api.user.has_permission(ADD_CHANNEL, obj=place)
    ]
