"""A channel is new or changed: what was left out is filled in, and it is noted."""

from ..platforms.catalogue import platform, recognise
from . import history


def added(channel, event) -> None:
    """A new channel is completed, then noted."""
    fill_in(channel)
    history.added(channel, event)


def fill_in(channel) -> None:
    """Complete a new channel from its public address alone; nothing is asked on the net."""
    profile = recognise(channel.profile_url)
    channel.profile_url = profile.url
    if not channel.platform:
        channel.platform = profile.platform
    if not channel.feed_url:
        channel.feed_url = profile.feed_url or None
    service = platform(channel.platform)
    if not channel.kind:
        channel.kind = service.kind
    if channel.dialogue is None:
        channel.dialogue = service.dialogue
