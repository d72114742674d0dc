"""Who may take a channel away, or give it another address or another administration.

A channel that has been official stays as a record. Plone asks only of the object that is named,
and a folder's own permissions would let its editor take everything in it along.
"""

from AccessControl import Unauthorized
from Acquisition import aq_base
from plone import api
from plone.browserlayer.utils import registered_layers

from ...interfaces import ISocialHubLayer
from ...site.forms.permissions import DECIDE_ON_CHANNEL, DELETE_OBJECTS
from ..channels.interfaces import IChannel, IHasStream


def guard(context, event) -> None:
    """Refuse what the present user may not do with any channel in or below what is moved.

    Raises Unauthorized. Registered for everything, and so called before the handler that tells
    what lies below: a refusal that some page catches has left all of it in the catalogue. What
    lies in no site, or in one without the add-on, is no concern of it.
    """
    if event.oldParent is None or aq_base(event.object) is not aq_base(context):
        return
    if not _is_installed():
        return
    permission = DELETE_OBJECTS if event.newParent is None else DECIDE_ON_CHANNEL
    for channel in _channels(context):
        is_draft = api.content.get_state(channel) == "draft"
        if not is_draft and not api.user.has_permission(permission, obj=channel):
            raise Unauthorized(channel.getId())


def _is_installed():
    """Whether the present site has the add-on; at Zope's own root no site is present."""
    return ISocialHubLayer in registered_layers()


def _channels(place):
    if IChannel.providedBy(place):
        return [place]
    if IHasStream.providedBy(place):
        return [channel for each in place.objectValues() for channel in _channels(each)]
    path = "/".join(place.getPhysicalPath())
    brains = api.content.find(portal_type="SocialHub", path=path, unrestricted=True)
    hubs = [brain._unrestrictedGetObject() for brain in brains]
    return [channel for hub in hubs for channel in _channels(hub)]
