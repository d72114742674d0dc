"""Who may add a channel, and so ask what is at an address."""

from plone import api

from ...site.forms.permissions import ADD_CHANNEL, MANAGE_REGISTER
from ..channels.interfaces import IAdministration


def may_add(context) -> bool:
    """Whether the user keeps the list, or may add a channel here or in one of a hub's parts."""
    here = any(
        api.user.has_permission(name, obj=context) for name in (ADD_CHANNEL, MANAGE_REGISTER)
    )
    return here or bool(places(context))


def places(context) -> list:
    """The administrations, at or below a hub or one of them, where the user may add a channel."""
    return [
        place
        for place in (context, *context.objectValues())
        if IAdministration.providedBy(place) and api.user.has_permission(ADD_CHANNEL, obj=place)
    ]
