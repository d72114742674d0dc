"""What an account is called where people read it."""

import re

from plone import api

from ... import _
from ...core.platforms.websites import UNNAMED
from ...site.settings.titles import service_title
from .facts import ChannelFacts

# What services call an account by when it has no name of its own there: numbers, and the like.
RAW = re.compile(r"UC[\w-]{16,}|\d+@N\d\d|did:\S+|\d{5,}|[0-9a-f-]{24,}")
WEB = re.compile(r"https?://(?:www\.)?")


def account_name(facts: ChannelFacts) -> str:
    """The account's name, its address where it has none; the channel's title for a raw id."""
    address = WEB.sub("", facts.profile_url).rstrip("/")
    # A host is no name: several of our pages may be on it.
    account = address if address.startswith(facts.account) else facts.account
    return facts.title if RAW.fullmatch(account.lstrip("@")) else account


def channel_name(facts: ChannelFacts, language: str | None = None) -> str:
    """The channel's title and its service, which is left out where the title has it already.

    A web site of the municipality's own is on no service. Without ``language`` it is the page's.
    """
    if facts.platform in UNNAMED or names_service(facts):
        return facts.title
    values = {"channel": facts.title, "service": service_title(facts.platform)}
    return api.portal.translate(_("${channel} on ${service}", mapping=values), lang=language)


def names_service(facts: ChannelFacts) -> bool:
    """Whether a channel's title says what service it is on, as "The town on Twitter" does."""
    names = {word.strip("()").casefold() for word in service_title(facts.platform).split()}
    return not names.isdisjoint(facts.title.casefold().split())
