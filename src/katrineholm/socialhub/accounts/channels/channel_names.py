"""Names of accounts and channels for readers, and their icons in ``icons.svg``."""

import re

from plone import api

from ... import _
from ...core.platforms.websites import SITE_PLATFORMS
from ...site.settings.titles import service_title
from .facts import ChannelFacts

# The ids of accounts that have no name, such as numbers.
RAW_ID = re.compile(r"UC[\w-]{16,}|\d+@N\d\d|did:\S+|\d{5,}|[0-9a-f-]{24,}")
URL_PREFIX = re.compile(r"https?://(?:www\.)?")
# The services that ``browser/icons.toml`` has an icon for, by their names in the catalogue.
SERVICE_ICONS = frozenset(
    {
        *("bluesky", "facebook", "github", "instagram", "linkedin", "mastodon", "medium"),
        *("pinterest", "reddit", "spotify", "substack", "threads", "tiktok", "vimeo"),
        *("wordpress", "x", "youtube"),
    }
)


def account_name(facts: ChannelFacts) -> str:
    """Return the account's name or web address, or the channel's title if it only has an id."""
    address = URL_PREFIX.sub("", facts.profile_url).rstrip("/")
    # A host is not a name, as several of our pages may be on it.
    account = address if address.startswith(facts.account) else facts.account
    return facts.title if RAW_ID.fullmatch(account.lstrip("@")) else account


def channel_name(facts: ChannelFacts, language: str | None = None) -> str:
    """Return the channel's title and service, or only the title if it contains the service.

    The municipality's own web sites have no service. ``language`` is by default that of the page.
    """
    if is_site(facts) or has_service_in_title(facts):
        return facts.title
    values = {"channel": facts.title, "service": service_title(facts.platform)}
    return api.portal.translate(_("${channel} on ${service}", mapping=values), lang=language)


def is_site(facts: ChannelFacts) -> bool:
    """Return whether a channel is a web site of the municipality's own, not an account."""
    return facts.platform in SITE_PLATFORMS


def has_service_in_title(facts: ChannelFacts) -> bool:
    """Return whether a channel's title names its service, as in "The town on Twitter"."""
    names = {word.strip("()").casefold() for word in service_title(facts.platform).split()}
    return not names.isdisjoint(facts.title.casefold().split())


def service_icon(platform: str, kind: str) -> str:
    """Return the name of the service's own icon, or else of the icon for the channel's kind."""
    return platform if platform in SERVICE_ICONS else kind


def state_title(state: str) -> str:
    """Return the translated title of a channel's state."""
    title = api.portal.get_tool("portal_workflow").getTitleForStateOnType(state, "Channel")
    return api.portal.translate(title, domain="plone")
