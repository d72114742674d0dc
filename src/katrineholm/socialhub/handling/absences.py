"""A channel's duties are other ones now: its open messages move at once (guideline G7)."""

from time import time

from zope.container.interfaces import IContainerModifiedEvent

from ..channels.facts import hub_of
from ..channels.interfaces import IChannel
from ..messages.shelves import channel_shelf
from .routing import reroute


def duties_changed(channel, event) -> None:
    """Somebody else is responsible, or an absence has been noted or taken away."""
    if (hub := hub_of(channel)) is not None:
        reroute(hub, shelf=channel_shelf(channel.UID()), now=int(time()))


def head_changed(administration, event) -> None:
    """Whoever answers when nobody else does may be somebody else now."""
    # A channel that comes or goes changes no head, and must not wake all the others.
    if IContainerModifiedEvent.providedBy(event):
        return
    for channel in administration.objectValues():
        if IChannel.providedBy(channel):
            duties_changed(channel, event)
