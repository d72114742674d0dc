"""Subscriber: a channel's new filters and limits apply to its stored entries at once."""

from time import time
from typing import Any

from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..accounts.channels.sifting import RULES as SIFTED
from ..accounts.channels.sifting import sieve
from ..core.timeline.store import timeline_of
from .keep import trim

RULES = frozenset({*SIFTED, "max_entries", "max_age"})


def apply_words(channel: Any, event: Any) -> None:
    """Apply a channel's changed filters and limits to its stored entries."""
    if _leaves_rules_alone(event):
        return
    facts, timeline = facts_of(channel), timeline_of(hub_of(channel))
    timeline.refilter(facts.uid, sieve(facts))
    trim(timeline, facts, int(time()))


def _leaves_rules_alone(event):
    changed = [name for each in event.descriptions for name in getattr(each, "attributes", ())]
    # A form may write a field's name as "IChannel.max_age".
    return bool(changed) and RULES.isdisjoint(name.rpartition(".")[2] for name in changed)
