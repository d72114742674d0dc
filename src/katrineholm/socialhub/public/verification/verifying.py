"""Is an account the municipality's? The same answer for everybody, and nothing asked on the net."""

from dataclasses import dataclass

from plone import api

from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.public import is_public
from ...core.platforms.accounts import Asked, account_keys, asked, is_name, title_key
from ...core.platforms.address import unwrapped
from .domains import at_host, at_some_port, own_domain
from .near import Near, near, public_channels
from .posts import post_on_hub

LONGEST = 250  # characters of what may be a title, and what is pasted around it
STATUSES = {"official": "official", "paused": "official", "closed": "former"}
ACCOUNT, NAME, POST, PAGE = "account", "name", "post", "page"
DOMAIN, HOST = "domain", "host"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` is official, former (no longer ours), partly or unknown.

    ``ground`` is what was found: an account, a name (which another service may have given to
    somebody else), a post, a page below one of ours, or only its host or its domain. Partly is a
    name that we have and have had, a post of our account that is not shown on the hub, a page that
    is not on the list but on a host of ours.

    ``channels`` are those it rests on, the newest first: several only of a name. ``asked`` is what
    was understood. ``others`` are accounts of the same name that are ours, or were. ``entry`` is
    the id of the post on the hub. ``domain`` is our own. ``near``: what is nearly the same, where
    nothing was found.
    """

    status: str
    channels: tuple[ChannelFacts, ...]
    asked: Asked
    ground: str = ACCOUNT
    others: tuple[ChannelFacts, ...] = ()
    entry: str = ""
    domain: str = ""
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
    found = (
        _of_account(hub, understood)
        or _of_name(hub, understood, text)
        or _of_post(hub, understood)
        or _of_host(hub, understood)
    )
    ground = NAME if is_name(understood.key) else ACCOUNT
    return found or Verdict("unknown", (), understood, ground, near=near(hub, understood))


def _of_account(hub, understood):
    keys = [key for key in (understood.key, *understood.names) if key and not is_name(key)]
    for ground, key in [
        *((ACCOUNT, key) for key in keys),
        *((PAGE, key) for key in understood.above),
    ]:
        found = _newest_first(_carrying(hub, [key])) or at_some_port(public_channels(hub), key)
        if channel := next(iter(_of_status(found, "official") or found), None):
            return _about(hub, channel, understood, ground)
    return None


def _about(hub, channel, understood, ground):
    """What is known of a channel's account, and of the post in it that was asked for."""
    status, entry = STATUSES[channel.state], ""
    if status == "official" and (understood.is_post or ground == PAGE):
        entry = post_on_hub(hub, [channel], understood.page)
        ground = POST if entry or understood.is_post else ground
        status = "partly" if understood.is_post and not entry else status
    others = _namesakes(hub, channel, understood)
    return Verdict(status, (channel,), understood, ground, others, entry)


def _namesakes(hub, channel, understood):
    """Other accounts of the same name, ours or left."""
    name = understood.account.rpartition("/")[2].lstrip("@").partition("@")[0].lower()
    found = _newest_first(_carrying(hub, [f"@{name}"])) if name else []
    return tuple(each for each in found if _account(each) != _account(channel))


def _of_name(hub, understood, text):
    keys = (understood.key, *understood.names)
    names = [key for key in keys if is_name(key)]
    found = _carrying(hub, names) if names else ()
    on_service = [each for each in found if understood.service in ("", each.platform)]
    titled = _carrying(hub, [title_key(unwrapped(text[:LONGEST]))])
    found = _newest_first({each.uid: each for each in (*on_service, *titled)}.values())
    ours, all_left = _of_status(found, "official"), _of_status(found, "former")
    accounts = {_account(each) for each in ours}
    left = tuple(each for each in all_left if _account(each) not in accounts)
    if not found:
        return None
    if not ours:
        return Verdict("former", left, understood, NAME)
    return Verdict("partly" if left else "official", ours, understood, NAME, left)


def _of_post(hub, understood):
    """A post on the hub by an address that names no account, or no more than a list of films."""
    names_none = not understood.key or (understood.is_post and understood.platform == "youtube")
    if not (names_none and understood.page):
        return None
    ours = [
        each
        for each in public_channels(hub)
        if each.speaks and each.platform == understood.platform
    ]
    for channel in ours:
        if entry := post_on_hub(hub, [channel], understood.page):
            return Verdict("official", (channel,), understood, POST, entry=entry)
    return None


def _of_host(hub, understood):
    """A page that is not on the list, on a host of ours."""
    ours = [each for each in public_channels(hub) if each.speaks]
    if domain := own_domain(ours, understood):
        return Verdict("partly", (), understood, DOMAIN, domain=domain)
    found = tuple(at_host(ours, understood))
    return Verdict("partly", found, understood, HOST) if found else None


def _of_status(channels, status):
    return tuple(each for each in channels if STATUSES[each.state] == status)


def _account(facts):
    """What tells a channel's account from others."""
    return next(iter(account_keys(facts.profile_url)), facts.uid)


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
