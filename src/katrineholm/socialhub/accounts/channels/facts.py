"""Facts about the channels as plain values, and which of them a visitor may see.

Everything that shows channels or entries, as HTML, REST, feed or export, uses
``viewable_channels``, so that visibility is decided in one function.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from Acquisition import aq_parent
from plone import api

from ...core.feeds.source_kinds import channel_source
from ...site.pages.cache import LruCache, catalogue_key, visibility_key
from .channel_index import ChannelIndex, below_path, channel_index
from .hub import hub_of
from .indexers import administration_metadata, channel_metadata
from .interfaces import CHANNEL_TYPES
from .internal_facts import current_internal_facts, internal_facts, stored_internal_facts

ACTIVE_STATES = ("official", "paused")
PUBLIC_STATES = (*ACTIVE_STATES, "closed")
# All facts of each site in the latest few states of its catalogue, and those that each of the
# latest few visitors may see: the same objects, in separate tuples.
SITE_CACHE, USER_CACHE = LruCache(64, share=4), LruCache(64)


@dataclass(frozen=True, slots=True)
class AdministrationFacts:
    """Facts about an administration. ``path`` is its physical path."""

    uid: str
    path: str
    title: str
    email: str
    phone: str
    # Missing in metadata from before the field existed.
    english_title: str = ""


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """Facts about a channel. Paths are physical paths; days are ISO dates or empty.

    ``state`` is the workflow state. ``interval`` is in minutes, ``max_age`` and ``rhythm`` in days.
    ``described`` is how to read a source without a feed: see ``core.feeds.source_description``.
    """

    uid: str
    path: str
    hub_path: str
    state: str
    title: str
    description: str
    profile_url: str
    feed_url: str
    platform: str
    account: str
    kind: str
    dialogue: bool
    language: str
    purpose: str
    audience: str
    rhythm: int | None
    starts: str
    official_since: str
    closed_on: str
    link_only_reason: str
    profile_marks: tuple[str, ...]
    email: str
    phone: str
    contact_url: str
    interval: int
    include_words: tuple[str, ...]
    exclude_words: tuple[str, ...]
    max_entries: int | None
    max_age: int | None
    administration: AdministrationFacts
    hold: bool
    described: str
    include_patterns: tuple[str, ...]
    exclude_patterns: tuple[str, ...]
    include_links: tuple[str, ...]
    exclude_links: tuple[str, ...]
    include_authors: tuple[str, ...]
    exclude_authors: tuple[str, ...]
    include_tags: tuple[str, ...]
    exclude_tags: tuple[str, ...]
    exclude_reposts: bool

    @property
    def source(self) -> str:
        """The kind of source of the channel's entries: see ``core.feeds.source_kinds``."""
        return channel_source(self.platform, self.feed_url, self.described)

    @property
    def speaks(self) -> bool:
        """True if the channel is official or paused, so that its entries are shown."""
        return self.state in ACTIVE_STATES

    @property
    def contact(self) -> dict:
        """The public contact: the channel's own e-mail and phone or its administration's."""
        owner = self.administration
        return {
            "email": self.email or owner.email,
            "phone": self.phone or owner.phone,
            "url": self.contact_url,
        }


def facts_of(channel: Any) -> ChannelFacts:
    """Return the facts about a channel object."""
    administration = aq_parent(channel)
    return ChannelFacts(
        uid=channel.UID(),
        path=_path(channel),
        hub_path=_path(hub_of(channel)),
        state=api.content.get_state(channel, "draft"),
        title=channel.title,
        description=channel.description,
        administration=AdministrationFacts(
            uid=administration.UID(),
            path=_path(administration),
            title=administration.title,
            **administration_metadata(administration),
        ),
        **channel_metadata(channel),
        **current_internal_facts(channel),
    )


def facts_of_brain(brain: Any, administration: AdministrationFacts, book: Mapping) -> ChannelFacts:
    """Return the facts about a channel's brain; ``book`` is its hub's ``stored_internal_facts``."""
    path = brain.getPath()
    return ChannelFacts(
        uid=brain.UID,
        path=path,
        hub_path=administration.path.rpartition("/")[0],
        state=brain.review_state,
        title=brain.Title,
        description=brain.Description,
        administration=administration,
        **brain.socialhub_facts,
        **internal_facts(book.get(brain.UID, ())),
    )


def viewable_channels(context: Any) -> tuple[ChannelFacts, ...]:
    """Return the channels at or below an object that the user may see, sorted by title."""
    return _user_index().under(_path(context))


def viewable_channel(context: Any, uid: str) -> ChannelFacts | None:
    """Return the channel with the given UID below an object, or None unless the user may see it."""
    found = any_channel(context, uid)
    return found if found and found in _user_index().under(found.administration.path) else None


def active_channels(context: Any) -> tuple[ChannelFacts, ...]:
    """Return the viewable channels at or below an object whose entries it shows.

    They are official or paused. A channel's own page shows its entries in any state, to everybody
    who may see the channel.
    """
    path = _path(context)
    return tuple(
        facts for facts in viewable_channels(context) if facts.speaks or facts.path == path
    )


def viewable_administrations(context: Any) -> tuple[AdministrationFacts, ...]:
    """Return the administrations at or below an object that the user may see, sorted by title."""
    path = _path(api.portal.get())
    owners = USER_CACHE.get(
        ("administrations", path, visibility_key()), lambda: _query_administrations(path)
    )
    return below_path(owners, _path(context))


def official_channels(site: Any) -> tuple[ChannelFacts, ...]:
    """Return all official channels of a site, regardless of permissions, for the worker."""
    channels = _site_facts(_path(site)).placed.channels
    return tuple(facts for facts in channels if facts.state == "official")


def all_channels(context: Any) -> tuple[ChannelFacts, ...]:
    """Return all channels at or below an object, in any state, for the worker only."""
    return _site_facts(_path(api.portal.get())).placed.under(_path(context))


def any_channel(context: Any, uid: str) -> ChannelFacts | None:
    """Return the channel with this UID at or below an object, or None, ignoring permissions."""
    facts, path = _site_facts(_path(api.portal.get())).by_uid.get(uid), _path(context)
    return facts if facts and f"{facts.path}/".startswith(f"{path}/") else None


@dataclass(frozen=True, slots=True)
class _SiteFacts:
    """All facts of a site in one state of its catalogue."""

    owners: Mapping[str, AdministrationFacts]
    by_uid: Mapping[str, ChannelFacts]
    placed: ChannelIndex


NOTHING = _SiteFacts({}, {}, channel_index(()))
_LATEST: dict[str, _SiteFacts] = {}  # by the site's path


def _site_facts(path):
    """Return all facts of a site by a single catalogue query, which loads only the hubs.

    A channel is left out unless its administration and its hub were found.
    """
    return SITE_CACHE.get((path, catalogue_key()), lambda: _read_site_facts(path))


def _user_index():
    """Return the channels that the current user may see, selected by a catalogue query."""
    path = _path(api.portal.get())
    return USER_CACHE.get(("channels", path, visibility_key()), lambda: _query_user_index(path))


def _read_site_facts(path):
    """Return new facts of a site. Unchanged facts remain the same objects, to save memory."""
    before = _LATEST.get(path, NOTHING)
    brains = _brains(path, True, ["SocialHub", "Administration", *CHANNEL_TYPES])
    owners = {
        at: _unchanged(owner, before.owners.get(at))
        for at, owner in _administrations(brains).items()
    }
    books = _hubs_internal_facts(brains)
    channels = (brain for brain in brains if brain.portal_type in CHANNEL_TYPES)
    near = ((brain, owners.get(_parent_path(brain.getPath()))) for brain in channels)
    found = [
        facts_of_brain(brain, owner, books[_parent_path(owner.path)])
        for brain, owner in near
        if owner
    ]
    facts = [_unchanged(each, before.by_uid.get(each.uid)) for each in found]
    _LATEST[path] = _SiteFacts(owners, {each.uid: each for each in facts}, channel_index(facts))
    return _LATEST[path]


def _unchanged(new, old):
    return old if old == new else new


def _query_user_index(path):
    by_uid = _site_facts(path).by_uid
    brains = _brains(path, False, ["SocialHub", "Administration", *CHANNEL_TYPES])
    owners = _administrations(brains)
    uids = (brain.UID for brain in brains if _parent_path(brain.getPath()) in owners)
    return channel_index(by_uid[uid] for uid in uids if uid in by_uid)


def _query_administrations(path):
    seen = _administrations(_brains(path, False, ["SocialHub", "Administration"]))
    return tuple(_site_facts(path).owners[each] for each in seen)


def _brains(path, unrestricted, types):
    return api.content.find(
        portal_type=types, path=path, sort_on="sortable_title", unrestricted=unrestricted
    )


def _administrations(brains):
    """Return the administrations among brains with their hubs, keyed by path."""
    paths = {brain.getPath(): brain for brain in brains}
    return {
        path: AdministrationFacts(brain.UID, path, brain.Title, **brain.socialhub_facts)
        for path, brain in paths.items()
        if brain.portal_type == "Administration" and path.rpartition("/")[0] in paths
    }


def _parent_path(path):
    return path.rpartition("/")[0]


def _hubs_internal_facts(brains):
    """Return the stored internal facts of the hubs among brains, keyed by path."""
    hubs = (brain for brain in brains if brain.portal_type == "SocialHub")
    return {
        brain.getPath(): stored_internal_facts(brain._unrestrictedGetObject()) for brain in hubs
    }


def _path(context):
    return "/".join(context.getPhysicalPath())
