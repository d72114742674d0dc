"""What an account is called where people read it."""

import re

from .facts import ChannelFacts

# What services call an account by when it has no name of its own there: numbers, and the like.
RAW = re.compile(r"UC[\w-]{16,}|\d+@N\d\d|did:\S+|\d{5,}|[0-9a-f-]{24,}")
WEB = re.compile(r"https?://(?:www\.)?")


def account_name(facts: ChannelFacts) -> str:
    """The account's name, its address where it has none; the channel's title for a raw id."""
    account = facts.account or WEB.sub("", facts.profile_url).rstrip("/")
    return facts.title if RAW.fullmatch(account.lstrip("@")) else account
