"""A channel's duties are other ones now: its open messages move at once (guideline G7)."""

from time import time

from ...accounts.channels.books import followers
from ...accounts.channels.hub import hub_of
from ...core.messages.shelves import channel_shelf
from .routing import reroute


def duties_changed(channel, event) -> None:
    """Somebody else is responsible, or an absence has been noted or taken away."""
    if (hub := hub_of(channel)) is not None:
        reroute(hub, shelf=channel_shelf(channel.UID()), now=int(time()))


def head_changed(administration, event) -> None:
    """Whoever answers when nobody else does may be somebody else now."""
    for channel in followers(administration, event):
        duties_changed(channel, event)
