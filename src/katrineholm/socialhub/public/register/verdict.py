"""The verdict on an account, which is the same for everybody and needs no other servers."""

from dataclasses import dataclass

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
from ...core.platforms.urls import strip_delimiters
from .domains import channels_at_any_port, channels_at_host, own_domain
from .hub_posts import hub_entry_id
from .similar_channels import SimilarChannel, bare_name, public_channels, similar_channels

LONGEST = 250  # characters of a possible title, and of the text pasted around it
STATUSES = {"official": "official", "paused": "official", "closed": "former"}
ACCOUNT, NAME, POST, PAGE = "account", "name", "post", "page"
DOMAIN, HOST = "domain", "host"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on an account: official, former (no longer ours), partly or unknown.

    ``ground`` is the kind of match: an account, a name (which may have another owner on another
    service), a post, a page below one of ours, or only its host or its domain. Partly means a name
    that has both a present and a former channel, a post of our account that the hub does not show,
    or a page that is not on the list but is on a host of ours.

    ``channels`` are the matches, the newest first (several only for a name). ``asked`` is the
    question as it was understood. ``others`` are other present or former accounts of ours with the
    same name. ``entry`` is the id of the post on the hub, and ``domain`` the municipality's domain.
    ``near`` are channels with similar names, if nothing was found.
    """

    status: str
    channels: tuple[ChannelFacts, ...]
    asked: AccountQuery
    ground: str = ACCOUNT
    others: tuple[ChannelFacts, ...] = ()
    entry: str = ""
    domain: str = ""
    near: tuple[SimilarChannel, ...] = ()

    @property
    def facts(self) -> ChannelFacts | None:
        """The newest matching channel, or None."""
        return next(iter(self.channels), None)


def verify(hub: Container, text: str) -> Verdict:
    """Return a hub's verdict on a URL or a handle, in whatever way it is written.

    Only public channels count, whichever the user may see. A name, with or without its @, is looked
    up as the name of an account on any service, and as a channel's title.
    """
    understood = account_in_text(text)
    found = (
        _of_account(hub, understood)
        or _of_name(hub, understood, text)
        or _of_post(hub, understood)
        or _of_host(hub, understood)
    )
    ground = NAME if is_shared_key(understood.key) else ACCOUNT
    if found:
        return found
    return Verdict("unknown", (), understood, ground, near=similar_channels(hub, understood))


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
    status, entry = STATUSES[channel.state], ""
    if status == "official" and (understood.is_post or ground == PAGE):
        entry = hub_entry_id(hub, [channel], understood.page)
        ground = POST if entry or understood.is_post else ground
        status = "partly" if understood.is_post and not entry else status
    others = _namesakes(hub, channel, understood)
    return Verdict(status, (channel,), understood, ground, others, entry)


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
    """Find a post on the hub by a URL that names no account, or only a playlist."""
    names_none = not understood.key or (understood.is_post and understood.platform == "youtube")
    if not (names_none and understood.page):
        return None
    on_service = (each for each in public_channels(hub) if each.platform == understood.platform)
    for each in on_service:
        if each.speaks and (entry := hub_entry_id(hub, [each], understood.page)):
            return Verdict("official", (each,), understood, POST, entry=entry)
    return None


def _of_host(hub, understood):
    """Find a page that is not on the list, on a host of ours."""
    ours = [each for each in public_channels(hub) if each.speaks]
    if domain := own_domain(ours, understood):
        return Verdict("partly", (), understood, DOMAIN, domain=domain)
    found = tuple(channels_at_host(ours, understood))
    return Verdict("partly", found, understood, HOST) if found else None


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
