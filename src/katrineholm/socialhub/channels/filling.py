"""What an editor left out of a channel, filled in from the catalogue of services."""

from ..platforms.catalogue import platform, recognise


def fill_in(channel, event=None):
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
