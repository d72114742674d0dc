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

from .. import logger
from .interfaces import ISocialHub

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
    """A channel; ``interval`` is in minutes, ``max_age`` in days, paths are physical paths."""

    uid: str
    path: str
    hub_path: str
    title: str
    description: str
    profile_url: str
    feed_url: str
    platform: str
    kind: str
    dialogue: bool
    interval: int
    include_words: tuple[str, ...]
    exclude_words: tuple[str, ...]
    max_entries: int | None
    max_age: int | None
    administration: AdministrationFacts


def facts_of(channel) -> ChannelFacts:
    """The facts of one channel object."""
    return ChannelFacts(
        uid=channel.UID(),
        path=_path(channel),
        hub_path=_path(hub_of(channel)),
        title=channel.title,
        description=channel.description,
        profile_url=channel.profile_url,
        feed_url=channel.feed_url or "",
        platform=channel.platform or "website",
        kind=channel.kind or "other",
        dialogue=bool(channel.dialogue),
        interval=channel.interval,
        include_words=tuple(channel.include_words or ()),
        exclude_words=tuple(channel.exclude_words or ()),
        max_entries=channel.max_entries,
        max_age=channel.max_age,
        administration=_administration(aq_parent(channel)),
    )


def hub_of(context):
    """The hub that an object lies in, the hub itself included; None outside every hub."""
    return next((parent for parent in aq_chain(context) if ISocialHub.providedBy(parent)), None)


def visible(context) -> tuple[ChannelFacts, ...]:
    """The channels below an object that the present user may see, by title."""
    return _visible(_path(context))


def every(site) -> tuple[ChannelFacts, ...]:
    """All channels of a site, whoever asks: for the worker only."""
    return _every(_path(site))


def sight() -> tuple:
    """What the present user's view of the channels depends on: a key for caches."""
    user = getSecurityManager().getUser()
    who = api.portal.get_tool("portal_catalog")._listAllowedRolesAndUsers(user)
    return tuple(sorted(who)), _catalogue_state(), int(time() // FRESH)


@ram.cache(lambda function, path: (path, sight()))
def _visible(path):
    return _found(path, unrestricted=False)


@ram.cache(lambda function, path: (path, _catalogue_state()))
def _every(path):
    return _found(path, unrestricted=True)


def _found(path, unrestricted):
    brains = api.content.find(
        portal_type="Channel", path=path, sort_on="sortable_title", unrestricted=unrestricted
    )
    # The catalogue has already asked whether the user may see the channels themselves.
    found = filter(None, map(_channel_of, brains))
    return tuple(facts_of(channel) for channel in found if unrestricted or _in_the_open(channel))


def _channel_of(brain):
    """The channel; None for one that lies in no hub, or that only the catalogue remembers."""
    try:
        channel = brain._unrestrictedGetObject()
    except (AttributeError, KeyError):
        logger.warning("The catalogue remembers what is gone: %s", brain.getPath())
        return None
    return channel if hub_of(channel) is not None else None


def _in_the_open(channel):
    """A channel is not shown before its administration and its hub are."""
    around = (aq_parent(channel), hub_of(channel))
    return all(api.user.has_permission("View", obj=each) for each in around)


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


def _administration(administration):
    return AdministrationFacts(
        uid=administration.UID(),
        path=_path(administration),
        title=administration.title,
        email=administration.email or "",
        phone=administration.phone or "",
    )
