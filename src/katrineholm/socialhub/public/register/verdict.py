"""The verdict on what a visitor pastes, the same for everybody and without other servers."""

import re
from dataclasses import dataclass, replace

from plone import api
from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts, facts_of
from ...accounts.channels.visibility import is_public
from ...core.platforms.account_lookup import (
    AccountQuery,
    account_in_text,
    account_keys,
    is_shared_key,
    title_key,
)
from ...core.platforms.name_verdict import OFFICIAL, UNKNOWN, NameVerdict, name_verdict
from ...core.platforms.own_names import DOMAIN
from ...core.platforms.post_identity import is_same_service
from ...core.platforms.urls import strip_delimiters
from ...core.platforms.websites import SITE_PLATFORMS
from .domains import channels_at_any_port, channels_at_host, known_names
from .hub_posts import hub_post
from .similar_channels import SimilarChannel, bare_name, public_channels, similar_channels

LONGEST = 250  # characters of a possible title, and of the text pasted around it
STATUSES = {"official": "official", "paused": "official", "closed": "former"}
ACCOUNT, NAME, POST, PAGE = "account", "name", "post", "page"
HOST = "host"
NUMBER = re.compile(r"did:.+|[\d_]+(?:@N\d+)?")  # an account's, which says nothing to people
LIGHTS = {"official": "green", "former": "red", "false": "red"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on what was pasted; its ``light`` is green, amber or red.

    It is official, former (no longer ours), withdrawn (a post of ours that its account has
    removed), false (it looks like ours), partly or unknown. ``ground`` is the kind of match: an
    account, a name (which may have another owner on another service), a post, a page below one of
    ours, only its host, or the kind of an ``OwnName``. Partly means a name that has both a present
    and a former channel, a post of our account that is not known, or what is not listed but is on a
    host or a domain of ours.

    ``channels`` are the matches, the newest first (several only for a name). ``asked`` is the
    question as it was understood. ``others`` are other present or former accounts of ours with the
    same name. ``entry`` is the id of the post on the hub, ``withdrawn`` the time since which it is
    removed. ``named`` is the verdict on a web address, a sender or an app, with the names of ours
    that it is or imitates. ``near`` are channels with similar names, if nothing was found.
    """

    status: str
    channels: tuple[ChannelFacts, ...]
    asked: AccountQuery
    ground: str = ACCOUNT
    others: tuple[ChannelFacts, ...] = ()
    entry: str = ""
    withdrawn: int | None = None
    named: NameVerdict | None = None
    near: tuple[SimilarChannel, ...] = ()

    @property
    def light(self) -> str:
        """The colour of the answer: green, amber or red. Anybody can write a name of ours."""
        is_name_alone = self.ground == NAME and self.status == "official"
        return "amber" if is_name_alone else LIGHTS.get(self.status, "amber")

    @property
    def facts(self) -> ChannelFacts | None:
        """The newest matching channel, or None."""
        return next(iter(self.channels), None)


def verify(hub: Container, text: str) -> Verdict:
    """Return a hub's verdict on a text: an account, a post, a web address, a sender or an app.

    Only public channels count, whichever the user may see. A name, with or without its @, is looked
    up as the name of an account on any service, as a channel's title and among the listed names.
    """
    understood = account_in_text(text)
    ours = [each for each in public_channels(hub) if each.speaks]
    named = name_verdict(text, known_names(hub, ours))
    found = (
        _of_account(hub, understood)
        or _of_name(hub, understood, text)
        or _of_post(hub, understood)
        or _of_listed(understood, named)
        or _of_host(ours, understood)
    )
    return replace(found or _unknown(hub, understood, named), named=named)


def _of_account(hub, understood):
    keys = [key for key in (understood.key, *understood.names) if key and not is_shared_key(key)]
    pages = ((PAGE, key) for key in understood.above)
    for ground, key in (*((ACCOUNT, key) for key in keys), *pages):
        found = _newest_first(_channels_with(hub, [key]))
        found = found or channels_at_any_port(public_channels(hub), key)
        if channel := next(iter(_of_status(found, "official") or found), None):
            return _about(hub, channel, understood, ground)
    return None


def _about(hub, channel, understood, ground):
    status, others = STATUSES[channel.state], _namesakes(hub, channel, understood)
    if status == "official" and understood.page:
        if post := hub_post(hub, [channel], understood.page):
            return replace(_of_hub_post(channel, understood, post), others=others)
        ground = POST if understood.is_post else ground
        status = "partly" if understood.is_post else status
    return Verdict(status, (channel,), understood, ground, others)


def _of_hub_post(channel, understood, post):
    status = "official" if post.withdrawn is None else "withdrawn"
    more = {"entry": post.entry, "withdrawn": post.withdrawn}
    return Verdict(status, (channel,), understood, POST, **more)


def _namesakes(hub, channel, understood):
    name = bare_name(understood.account).lower()
    found = _newest_first(_channels_with(hub, [f"@{name}"])) if name else []
    return tuple(each for each in found if _account(each) != _account(channel))


def _of_name(hub, understood, text):
    keys = (understood.key, *understood.names)
    names = [key for key in keys if is_shared_key(key)]
    found = _channels_with(hub, names) if names else ()
    on_service = [each for each in found if understood.service in ("", each.platform)]
    titled = _channels_with(hub, [title_key(strip_delimiters(text[:LONGEST]))])
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
    """Find a post on the hub by a URL that names no account, or only by a number or a playlist."""
    names_none = not understood.key or understood.platform in SITE_PLATFORMS
    is_playlist = understood.is_post and understood.platform == "youtube"
    is_number = NUMBER.fullmatch(understood.account) is not None
    if not (understood.page and (names_none or is_playlist or is_number)):
        return None
    for each in public_channels(hub):
        is_on_service = _is_on_service(understood) and each.platform == understood.platform
        is_near = is_on_service or is_same_service(each.profile_url, understood.page)
        post = hub_post(hub, [each], understood.page) if each.speaks and is_near else None
        if post:
            return _of_hub_post(each, understood, post)
    return None


def _of_listed(understood, named):
    """Return the verdict on a web address, a sender or an app that is ours, or imitates ours."""
    if named is None or named.status == UNKNOWN:
        return None
    # An account on a server of ours may be anybody's.
    is_other = named.kind == DOMAIN and _is_on_service(understood)
    status = "partly" if named.status == OFFICIAL and is_other else named.status
    return Verdict(status, (), understood, named.kind)


def _of_host(ours, understood):
    """Find a page that is not on the list, on a host of ours."""
    found = tuple(channels_at_host(ours, understood))
    return Verdict("partly", found, understood, HOST) if found else None


def _unknown(hub, understood, named):
    near = similar_channels(hub, understood)
    status = "false" if any(each.is_look_alike for each in near) else "unknown"
    ground = NAME if is_shared_key(understood.key) else ACCOUNT
    ground = named.kind if named and not _is_on_service(understood) else ground
    return Verdict(status, (), understood, ground, near=near)


def _is_on_service(understood):
    return understood.platform not in ("", *SITE_PLATFORMS)


def _of_status(channels, status):
    return tuple(each for each in channels if STATUSES[each.state] == status)


def _account(facts):
    return next(iter(account_keys(facts.profile_url)), facts.uid)


def _channels_with(hub, keys):
    """Yield the public channels with these account keys, by a single index."""
    inside = "/".join(hub.getPhysicalPath()) + "/"
    for brain in api.content.find(socialhub_accounts=keys, unrestricted=True):
        if brain.getPath().startswith(inside) and brain.review_state in STATUSES:
            channel = brain._unrestrictedGetObject()
            if is_public(channel):
                yield facts_of(channel)


def _newest_first(channels):
    return sorted(channels, key=lambda facts: facts.closed_on or facts.official_since, reverse=True)
