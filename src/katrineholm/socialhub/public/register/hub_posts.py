"""The search for a post among the entries that a hub shows, or has shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts
from ...core.timeline.change_log import channel_positions
from ...core.timeline.entry import is_visible
from ...core.timeline.identity import link_key
from ...core.timeline.masks import masked_entry
from ...core.timeline.record import ids_changed_since
from ...core.timeline.store import timeline_of
from ...site.pages.cache import LruCache

# The latest channels' revisions, and their entries keyed by link.
LINKS = LruCache(16)


@dataclass(frozen=True, slots=True)
class HubPost:
    """A post of ours: its id if visitors see it, or when it was withdrawn at its source.

    Without both it is only too old to be shown.
    """

    entry: str = ""
    withdrawn: int | None = None


def hub_post(hub: Container, channels: Iterable[ChannelFacts], link: str) -> HubPost | None:
    """Return the post of these channels with this link, if visitors see it or once could.

    A post is unknown to the public if it is hidden, held, filtered, disposed of or for the record
    only, or if its link is masked.
    """
    timeline, key = timeline_of(hub), link_key(link)
    for each in channels:
        entry = timeline.get(_links(timeline, each.uid).get(key, ""))
        if entry is not None and link_key(masked_entry(timeline.root, entry)["link"]) == key:
            if is_visible(entry):
                return HubPost(entry["entry_id"])
            if _was_public(entry):
                return HubPost(withdrawn=entry["withdrawn"])
    return None


def _was_public(entry):
    hidden = ("hidden", "held", "filtered", "disposed", "record")
    return not any(entry.get(each) for each in hidden)


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
