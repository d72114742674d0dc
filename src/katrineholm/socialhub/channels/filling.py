"""A channel is new or changed: what was left out is filled in, and the books follow."""

from ..platforms.catalogue import platform, recognise
from . import history, ledger


def added(channel, event) -> None:
    """A new channel is completed, then noted."""
    fill_in(channel)
    history.added(channel, event)


def modified(channel, event) -> None:
    """What was changed is noted."""
    ledger.enter(channel)
    history.changed(channel, event)


def fill_in(channel) -> None:
    """Complete a new channel from its public address alone; nothing is asked on the net."""
    profile = recognise(channel.profile_url)
    if not channel.platform:
        channel.platform = profile.platform
    if not channel.feed_url:
        channel.feed_url = profile.feed_url or None
    service = platform(channel.platform)
    if not channel.kind:
        channel.kind = service.kind
    if channel.dialogue is None:
        channel.dialogue = service.dialogue
