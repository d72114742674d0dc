"""What is known of the channels, as plain values, and which of them a visitor may see.

Everything that shows channels or entries, whether as HTML, REST, feed or export, asks
``visible`` here, so that what is public is decided once.
"""

from dataclasses import dataclass
from time import time
from uuid import uuid4

from AccessControl import getSecurityManager
from Acquisition import aq_base, aq_chain, aq_parent
from plone import api
from plone.memoize import ram
from Products.CMFCore.indexing import processQueue

from .interfaces import CHANNEL_TYPES, ISocialHub
from .recorded import recorded_administration, recorded_channel

SPEAKING = ("official", "paused")
FRESH = 300  # seconds; publication dates pass without the catalogue changing


@dataclass(frozen=True, slots=True)
class AdministrationFacts:
    """An administration; ``path`` is its physical path."""

    uid: str
    path: str
    title: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel; paths are physical paths, days ISO dates or empty.

    ``state`` is the workflow's, ``interval`` in minutes, ``max_age`` and ``rhythm`` in days.
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
    # A channel that was indexed before there was a choice does not say so.
    hold: bool = False

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
    )


def facts_in(brain, administration: AdministrationFacts) -> ChannelFacts:
    """The facts of a channel that the catalogue has found, without waking it."""
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
    )


def hub_of(context):
    """The hub that an object lies in, the hub itself included; None outside every hub."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def visible(context) -> tuple[ChannelFacts, ...]:
    """The channels below an object that the present user may see, by title."""
    return _below(_visible(_path(api.portal.get())), context)


def speaking(context) -> tuple[ChannelFacts, ...]:
    """The channels whose entries are shown for an object: those that are official or paused.

    A channel's own page shows its entries to whoever may see the channel.
    """
    path = _path(context)
    return tuple(
        facts for facts in visible(context) if facts.state in SPEAKING or facts.path == path
    )


def administrations(context) -> tuple[AdministrationFacts, ...]:
    """The administrations at or below an object that the present user may see, by title.

    None is shown before its hub is.
    """
    return _below(_administrations(_path(api.portal.get())), context)


def every(site) -> tuple[ChannelFacts, ...]:
    """The channels of a site that are retrieved, whoever asks: for the worker only."""
    return tuple(facts for facts in _every(_path(site)) if facts.state == "official")


def known(context) -> tuple[ChannelFacts, ...]:
    """The channels below an object in whatever state, whoever asks: for the worker only."""
    return _below(_every(_path(api.portal.get())), context)


def sight() -> tuple:
    """What the present user's view of the channels depends on: a key for caches."""
    user = getSecurityManager().getUser()
    who = api.portal.get_tool("portal_catalog")._listAllowedRolesAndUsers(user)
    return tuple(sorted(who)), _catalogue_state(), int(time() // FRESH)


def _below(found, context):
    path = _path(context)
    return tuple(
        facts for facts in found if facts.path == path or facts.path.startswith(f"{path}/")
    )


@ram.cache(lambda function, path: (path, sight()))
def _visible(path):
    return _found(path, unrestricted=False)


@ram.cache(lambda function, path: (path, _catalogue_state()))
def _every(path):
    return _found(path, unrestricted=True)


@ram.cache(lambda function, path: (path, sight()))
def _administrations(path):
    return tuple(_owners(_brains(path, False, ["SocialHub", "Administration"])).values())


def _found(path, unrestricted):
    """One question to the catalogue, and no object woken.

    A channel is not shown before its administration and its hub are, so it is left out where they
    were not found.
    """
    brains = _brains(path, unrestricted, ["SocialHub", "Administration", *CHANNEL_TYPES])
    owners = _owners(brains)
    channels = (brain for brain in brains if brain.portal_type in CHANNEL_TYPES)
    placed = ((brain, owners.get(brain.getPath().rpartition("/")[0])) for brain in channels)
    return tuple(facts_in(brain, owner) for brain, owner in placed if owner)


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


def _catalogue_state():
    """Another value whenever anything was indexed: by the transaction that did it.

    A plain count would be the same in a transaction that is aborted and in the next one.
    """
    processQueue()
    counter = aq_base(api.portal.get_tool("portal_catalog"))._counter
    if counter is None:
        return None
    counter()
    return uuid4().hex if counter._p_changed else counter._p_serial


def _path(context):
    return "/".join(context.getPhysicalPath())
