"""Completion of new channels, and normal forms of URLs and people."""

from collections.abc import Callable
from typing import Any

from Acquisition import aq_base

from ...core.platforms.catalogue import find_platform, recognise_account
from ...core.platforms.urls import with_scheme
from ..channels import history
from ..channels.person import normalized_person

# The normal form of each field's valid values; raises ValueError for invalid ones.
NORMALIZERS: dict[str, Callable[[str], str]] = {
    "profile_url": lambda text: recognise_account(text).url,
    "feed_url": with_scheme,
    "contact_url": with_scheme,
    "link": with_scheme,
    "responsible": normalized_person,
    "substitute": normalized_person,
    "head": normalized_person,
}


def complete_new_channel(channel: Any, event: Any) -> None:
    """Fill in a new channel from its public URL, without any request, and log its addition."""
    profile = recognise_account(channel.profile_url)
    normalize_fields(channel)
    if not channel.platform:
        channel.platform = profile.platform
    if not channel.feed_url:
        channel.feed_url = profile.feed_url or None
    service = find_platform(channel.platform)
    if not channel.kind:
        channel.kind = service.kind
    if channel.dialogue is None:
        channel.dialogue = service.dialogue
    history.note_new_channel(channel, event)


def normalize_edited_channel(channel: Any, event: Any) -> None:
    """Normalize an edited channel's URLs and people, then record its changes."""
    normalize_fields(channel)
    history.note_changes(channel, event)


def normalize_fields(thing: Any, event: Any = None) -> None:
    """Normalize an object's URLs and people, however they were typed."""
    for name, spelled in NORMALIZERS.items():
        text = getattr(aq_base(thing), name, None)
        if text and spelled(text) != text:
            setattr(thing, name, spelled(text))
