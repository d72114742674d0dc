"""Permission to delete, rename or move channels.

A channel that has been official stays as a record. Plone only checks the object that is moved, and
the permissions on a folder would allow its editor to move everything in it.
"""

from typing import Any

from AccessControl import Unauthorized
from Acquisition import aq_base
from plone import api
from plone.browserlayer.utils import registered_layers

from ...interfaces import ISocialHubLayer
from ...site.pages.permissions import DECIDE_ON_CHANNEL, DELETE_OBJECTS
from ..channels.interfaces import IChannel, IHasStream


def guard_move(context: Any, event: Any) -> None:
    """Raise Unauthorized if the user may not move or delete a channel in or below an object.

    It is registered for all objects, so that it runs before the handler that dispatches to
    sublocations: a refusal that a page catches then leaves everything in the catalogue. Objects
    outside a site with the add-on are ignored.
    """
    if event.oldParent is None or aq_base(event.object) is not aq_base(context):
        return
    if ISocialHubLayer not in registered_layers():
        return
    permission = DELETE_OBJECTS if event.newParent is None else DECIDE_ON_CHANNEL
    for channel in _channels(context):
        is_draft = api.content.get_state(channel) == "draft"
        if not is_draft and not api.user.has_permission(permission, obj=channel):
            raise Unauthorized(channel.getId())


def _channels(place):
    if IChannel.providedBy(place):
        return [place]
    if IHasStream.providedBy(place):
        return [channel for each in place.objectValues() for channel in _channels(each)]
    path = "/".join(place.getPhysicalPath())
    brains = api.content.find(portal_type="SocialHub", path=path, unrestricted=True)
    hubs = [brain._unrestrictedGetObject() for brain in brains]
    return [channel for hub in hubs for channel in _channels(hub)]
