"""What is known of the channels, as plain values, and which of them a visitor may see.

Everything that shows channels or entries, whether as HTML, REST, feed or export, asks
``visible`` here, so that what is public is decided once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from Acquisition import aq_parent
from plone import api

from ...core.feeds.source import source_of
from ...site.caching.memory import Shelf, catalogue_state, sight
from .hub import hub_of
from .interfaces import CHANNEL_TYPES
from .internal import book_of, internal_in, recorded_internal
from .placed import Placed, placed, within
from .recorded import recorded_administration, recorded_channel

SPEAKING = ("official", "paused")
# What a site holds, as the latest few states of its catalogue have it; and what of it each of the
# latest few visitors may see: the very same facts, in tuples of their own.
HELD, SEEN = Shelf(4), Shelf(64)


@dataclass(frozen=True, slots=True)
class AdministrationFacts:
    """An administration; ``path`` is its physical path."""

    uid: str
    path: str
    title: str
    email: str
    phone: str
    # What the catalogue has noted before there was one is without it.
    english_title: str = ""


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel; paths are physical paths, days ISO dates or empty.

    ``state`` is the workflow's, ``interval`` in minutes, ``max_age`` and ``rhythm`` in days,
    ``described`` what the office has said of an odd source: see ``core.feeds.described``.
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
        """What its entries come from: see ``core.feeds.source``."""
        return source_of(self.platform, self.feed_url, self.described)

    @property
    def speaks(self) -> bool:
        """Whether the channel's entries are shown: it is official or paused."""
        return self.state in SPEAKING

    @property
    def contact(self) -> dict:
        """How the public reaches who answers: the channel's own, else the administration's (G2)."""
        owner = self.administration
        return {
            "email": self.email or owner.email,
            "phone": self.phone or owner.phone,
            "url": self.contact_url,
        }


def facts_of(channel) -> ChannelFacts:
    """The facts of one channel object."""
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
            **recorded_administration(administration),
        ),
        **recorded_channel(channel),
        **recorded_internal(channel),
    )


def facts_in(brain, administration: AdministrationFacts, book: Mapping) -> ChannelFacts:
    """The facts of a channel that the catalogue has found, without waking it.

    ``book`` is the hub's, see ``internal.book_of``.
    """
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
        **internal_in(book.get(brain.UID, ())),
    )


def visible(context) -> tuple[ChannelFacts, ...]:
    """The channels below an object that the present user may see, by title."""
    return _seen().under(_path(context))


def visible_one(context, uid: str) -> ChannelFacts | None:
    """The channel of this UID below an object, where the present user may see it."""
    found = known_one(context, uid)
    return found if found and found in _seen().under(found.administration.path) else None


def speaking(context) -> tuple[ChannelFacts, ...]:
    """The channels whose entries are shown for an object: those that are official or paused.

    A channel's own page shows its entries to whoever may see the channel.
    """
    path = _path(context)
    return tuple(facts for facts in visible(context) if facts.speaks or facts.path == path)


def administrations(context) -> tuple[AdministrationFacts, ...]:
    """The administrations at or below an object that the present user may see, by title.

    None is shown before its hub is.
    """
    path = _path(api.portal.get())
    owners = SEEN.get(("administrations", path, sight()), lambda: _owners_seen(path))
    return within(owners, _path(context))


def every(site) -> tuple[ChannelFacts, ...]:
    """The channels of a site that are retrieved, whoever asks: for the worker only."""
    channels = _held(_path(site)).placed.channels
    return tuple(facts for facts in channels if facts.state == "official")


def known(context) -> tuple[ChannelFacts, ...]:
    """The channels below an object in whatever state, whoever asks: for the worker only."""
    return _held(_path(api.portal.get())).placed.under(_path(context))


def known_one(context, uid: str) -> ChannelFacts | None:
    """The channel of this UID below an object in whatever state, whoever asks."""
    facts, path = _held(_path(api.portal.get())).by_uid.get(uid), _path(context)
    return facts if facts and f"{facts.path}/".startswith(f"{path}/") else None


@dataclass(frozen=True, slots=True)
class _Held:
    """All that a site holds, in one state of its catalogue."""

    owners: Mapping[str, AdministrationFacts]
    by_uid: Mapping[str, ChannelFacts]
    placed: Placed


NOTHING = _Held({}, {}, placed(()))
_LATEST: dict[str, _Held] = {}  # by the site's path


def _held(path):
    """One question to the catalogue, and no object woken but the hubs.

    A channel is not shown before its administration and its hub are, so it is left out where they
    were not found.
    """
    return HELD.get((path, catalogue_state()), lambda: _found(path))


def _seen():
    """What the present user may see: chosen by the catalogue, from what the site holds."""
    path = _path(api.portal.get())
    return SEEN.get(("channels", path, sight()), lambda: _chosen(path))


def _found(path):
    """What has not changed is the object that was held before, so that states cost little."""
    before = _LATEST.get(path, NOTHING)
    brains = _brains(path, True, ["SocialHub", "Administration", *CHANNEL_TYPES])
    owners = {at: _same(owner, before.owners.get(at)) for at, owner in _owners(brains).items()}
    books = _books(brains)
    channels = (brain for brain in brains if brain.portal_type in CHANNEL_TYPES)
    near = ((brain, owners.get(_parent(brain))) for brain in channels)
    found = [facts_in(brain, owner, books[_above(owner.path)]) for brain, owner in near if owner]
    facts = [_same(each, before.by_uid.get(each.uid)) for each in found]
    _LATEST[path] = _Held(owners, {each.uid: each for each in facts}, placed(facts))
    return _LATEST[path]


def _same(new, old):
    return old if old == new else new


def _chosen(path):
    by_uid = _held(path).by_uid
    brains = _brains(path, False, ["SocialHub", "Administration", *CHANNEL_TYPES])
    owners = _owners(brains)
    uids = (brain.UID for brain in brains if _parent(brain) in owners)
    return placed(by_uid[uid] for uid in uids if uid in by_uid)


def _owners_seen(path):
    seen = _owners(_brains(path, False, ["SocialHub", "Administration"]))
    return tuple(_held(path).owners[each] for each in seen)


def _brains(path, unrestricted, types):
    return api.content.find(
        portal_type=types, path=path, sort_on="sortable_title", unrestricted=unrestricted
    )


def _owners(brains):
    """The facts of the administrations among brains, by path, where their hubs are there too."""
    paths = {brain.getPath(): brain for brain in brains}
    return {
        path: AdministrationFacts(brain.UID, path, brain.Title, **brain.socialhub_facts)
        for path, brain in paths.items()
        if brain.portal_type == "Administration" and path.rpartition("/")[0] in paths
    }


def _parent(brain):
    return _above(brain.getPath())


def _above(path):
    return path.rpartition("/")[0]


def _books(brains):
    """The books of internal facts of the hubs among brains, by path: the hubs alone are woken."""
    hubs = (brain for brain in brains if brain.portal_type == "SocialHub")
    return {brain.getPath(): book_of(brain._unrestrictedGetObject()) for brain in hubs}


def _path(context):
    return "/".join(context.getPhysicalPath())
