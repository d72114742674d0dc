"""The search for a post among the entries that a hub shows."""

from collections.abc import Iterable

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts
from ...core.timeline.change_log import channel_positions
from ...core.timeline.entry import is_visible
from ...core.timeline.identity import link_key
from ...core.timeline.record import ids_changed_since
from ...core.timeline.store import timeline_of
from ...site.pages.cache import LruCache

# The latest channels' revisions, and their entries keyed by link.
LINKS = LruCache(16)


def hub_entry_id(hub: Container, channels: Iterable[ChannelFacts], link: str) -> str:
    """Return the id of a visible entry of these channels with this link, or an empty string."""
    timeline, key = timeline_of(hub), link_key(link)
    for each in channels:
        entry = timeline.get(_links(timeline, each.uid).get(key, ""))
        if entry is not None and is_visible(entry) and link_key(entry["link"]) == key:
            return entry["entry_id"]
    return ""


def _links(timeline, channel):
    """Return a channel's entry ids keyed by link; only new entries are read."""
    place = channel_positions(timeline).get(channel)
    if place is None:
        return {}
    known, links = LINKS.find((timeline.name, channel)) or (None, {})
    if known != place:
        changed = ids_changed_since(timeline, channel, known)
        links = dict(links) if changed is not None else {}
        if changed is None:
            changed = ids_changed_since(timeline, channel, None)
        for entry_id in changed or ():
            entry = timeline.get(entry_id)
            if entry is not None and entry["link"]:
                links[link_key(entry["link"])] = entry_id
        LINKS.keep((timeline.name, channel), (place, links))
    return links
