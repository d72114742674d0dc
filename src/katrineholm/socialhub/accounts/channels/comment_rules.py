"""A channel's own comment rules, and the proposed rules of a hub, for other rooms (G9)."""

from typing import Any

from ...core.messages.grounds import Rules, rules_from_data
from . import hub_storage

KEY = "katrineholm.socialhub.proposed"


def own_rules(channel: Any) -> Rules:
    """Return a channel's own comment rules, in any state."""
    return rules_from_data(channel.own_rules or ())


def proposed_rules(hub: Any) -> dict[str, list[str]]:
    """Return the texts of the rules proposed in a hub, keyed by the channel's UID."""
    return {uid: list(texts) for uid, texts in hub_storage.stored_data(hub, KEY).items()}


def _proposed_texts(channel):
    return tuple(rule.text for rule in own_rules(channel) if rule.state == "proposed")


store_proposals, move_proposals = hub_storage.value_handlers(KEY, _proposed_texts)
