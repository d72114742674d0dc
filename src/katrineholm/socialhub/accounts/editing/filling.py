"""A channel is new or changed: what was left out is filled in, and it is noted."""

from Acquisition import aq_base

from ...core.platforms.catalogue import platform, recognise
from ..channels import history
from .spelling import SPELLINGS


def added(channel, event) -> None:
    """A new channel is completed, then noted."""
    fill_in(channel)
    history.added(channel, event)


def changed(channel, event) -> None:
    """An edited channel's addresses are spelled out, then it is noted what is another now."""
    spell_out(channel)
    history.changed(channel, event)


def spell_out(thing, event=None) -> None:
    """Keep each address and person in one spelling, whatever way it was typed."""
    for name, spelled in SPELLINGS.items():
        text = getattr(aq_base(thing), name, None)
        if text and spelled(text) != text:
            setattr(thing, name, spelled(text))


def fill_in(channel) -> None:
    """Complete a new channel from its public address alone; nothing is asked on the net."""
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
