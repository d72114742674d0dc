"""Is an account the municipality's? The same answer for everybody, and nothing asked on the net."""

from dataclasses import dataclass

from plone import api

from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.public import is_public
from ...core.platforms.accounts import Asked, asked, is_name, title_key
from ...core.platforms.address import unwrapped
from .near import Near, near

LONGEST = 250  # characters of what may be a title, and what is pasted around it
STATUSES = {"official": "official", "paused": "official", "closed": "former"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` is official, former (no longer ours) or unknown.

    ``channels`` are those it rests on, the newest first: several only where a name was asked for
    that several carry. ``asked`` is what was understood. ``is_name``: it is an answer about a name,
    which another service may have given to somebody else. ``near``: what is nearly the same, where
    nothing was found.
    """

    status: str
    channels: tuple[ChannelFacts, ...]
    asked: Asked
    is_name: bool = False
    near: tuple[Near, ...] = ()

    @property
    def facts(self) -> ChannelFacts | None:
        """The newest channel, or None."""
        return next(iter(self.channels), None)


def verify(hub, text: str) -> Verdict:
    """What the list of a hub says of an address or a handle in any spelling.

    Only channels that the public may see count, whoever asks. A name, with or without its sign, is
    looked for as that of an account on any service, and as a channel's title.
    """
    understood = asked(text)
    asked_keys = (understood.key, *understood.names, title_key(unwrapped(text[:LONGEST])))
    accounts = [key for key in asked_keys if key and not is_name(key)]
    names = [key for key in asked_keys if is_name(key)]
    for keys in (*([key] for key in accounts), names):
        found = _newest_first(_carrying(hub, keys))
        for status in ("official", "former"):
            if channels := tuple(facts for facts in found if STATUSES[facts.state] == status):
                told = channels if keys is names else channels[:1]
                return Verdict(status, told, understood, keys is names)
    is_of_name = is_name(understood.key)
    return Verdict("unknown", (), understood, is_of_name, near(hub, understood))


def _carrying(hub, keys):
    """The index is asked for the keys alone: each further index would be searched in full."""
    inside = "/".join(hub.getPhysicalPath()) + "/"
    for brain in api.content.find(socialhub_accounts=keys, unrestricted=True):
        if brain.getPath().startswith(inside) and brain.review_state in STATUSES:
            channel = brain._unrestrictedGetObject()
            if is_public(channel):
                yield facts_of(channel)


def _newest_first(channels):
    return sorted(channels, key=lambda facts: facts.closed_on or facts.official_since, reverse=True)
