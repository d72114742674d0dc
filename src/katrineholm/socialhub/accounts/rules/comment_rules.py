"""A channel's own comment rules for readers in other rooms, and a hub's proposed ones (G9)."""

from typing import Any

from ..channels import books
from .grounds import Rules, from_data

KEY = "katrineholm.socialhub.proposed"


def rules_of(channel: Any) -> Rules:
    """Return a channel's own rules in all states."""
    return from_data(channel.own_rules or ())


def proposed_in(hub: Any) -> dict[str, list[str]]:
    """Return the texts of a hub's proposed rules, keyed by the channel's UID."""
    return {uid: list(texts) for uid, texts in books.read(hub, KEY).items()}


def _proposed_texts(channel):
    return tuple(rule.text for rule in rules_of(channel) if rule.state == "proposed")


enter, moved = books.following(KEY, _proposed_texts)
