"""Completion of new and edited channels, followed by the history."""

from typing import Any

from Acquisition import aq_base

from ...core.platforms.catalogue import platform, recognise
from ..channels import history
from .spelling import SPELLINGS


def added(channel: Any, event: Any) -> None:
    """Complete and note a new channel."""
    fill_in(channel)
    history.added(channel, event)


def changed(channel: Any, event: Any) -> None:
    """Normalize an edited channel's URLs and persons, then note the changes."""
    spell_out(channel)
    history.changed(channel, event)


def spell_out(thing: Any, event: Any = None) -> None:
    """Normalize each URL and person, however it was typed."""
    for name, spelled in SPELLINGS.items():
        text = getattr(aq_base(thing), name, None)
        if text and spelled(text) != text:
            setattr(thing, name, spelled(text))


def fill_in(channel: Any) -> None:
    """Complete a new channel from its public URL alone, without any request."""
    profile = recognise(channel.profile_url)
    spell_out(channel)
    if not channel.platform:
        channel.platform = profile.platform
    if not channel.feed_url:
        channel.feed_url = profile.feed_url or None
    service = platform(channel.platform)
    if not channel.kind:
        channel.kind = service.kind
    if channel.dialogue is None:
        channel.dialogue = service.dialogue
