"""The protection of messages, which are public records, if a hub or channel is removed or moved."""

from Acquisition import aq_base, aq_chain
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import Container, Item
from zExceptions import Forbidden

from ... import _
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import IAdministration
from ...core.messages.message_lists import channel_list, is_list_empty
from ...core.messages.store import messages_of
from .authorities import administration_authority


def refuse_hub_removal(hub: Container, event: IObjectWillBeMovedEvent) -> None:
    """Raise Forbidden if a hub with messages is deleted, unless its whole site is deleted."""
    if len(messages_of(hub)) and not _is_site_removed(event):
        sentence = _("The hub holds messages, which are public records: it cannot be deleted.")
        raise Forbidden(api.portal.translate(sentence))


def refuse_channel_removal(channel: Item, event: IObjectWillBeMovedEvent) -> None:
    """Raise Forbidden if a channel with messages is deleted, alone or with its container."""
    hub = hub_of(channel)
    if hub is None or _is_site_removed(event) or not _has_messages(hub, channel):
        return
    sentence = _(
        "The channel ${title} holds messages, which are public records: it cannot be deleted.",
        mapping={"title": channel.title},
    )
    raise Forbidden(api.portal.translate(sentence))


def refuse_channel_move(channel: Item, event: IObjectWillBeMovedEvent) -> None:
    """Raise Forbidden if a channel with messages is moved out of its hub or its authority.

    The messages are records of the authority. A channel may move together with its hub.
    """
    hub = hub_of(channel)
    if event.newParent is None or hub is None:
        return
    if _is_within(hub, event.newParent):
        _refuse_other_authority(hub, channel, event)
        return
    if _is_within(event.object, hub) or not _has_messages(hub, channel):
        return
    sentence = _(
        "The channel ${title} holds messages, which are this hub's records: it cannot be moved "
        "out of it.",
        mapping={"title": channel.title},
    )
    raise Forbidden(api.portal.translate(sentence))


def _refuse_other_authority(hub, channel, event):
    places = event.oldParent, event.newParent
    if not all(map(IAdministration.providedBy, places)):
        return
    old, new = (administration_authority(each).name for each in places)
    if old == new or not _has_messages(hub, channel):
        return
    sentence = _(
        "The channel ${title} holds messages, which are its authority's records: it cannot be "
        "moved to another authority.",
        mapping={"title": channel.title},
    )
    raise Forbidden(api.portal.translate(sentence))


def _is_within(place, context):
    return any(aq_base(place) is aq_base(each) for each in aq_chain(context))


def _has_messages(hub, channel):
    return not is_list_empty(messages_of(hub).root, channel_list(channel.UID()))


def _is_site_removed(event):
    return IPloneSiteRoot.providedBy(event.object)
