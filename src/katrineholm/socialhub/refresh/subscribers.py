"""The subscriber that applies a channel's changed filters to its stored entries at once."""

from time import time
from typing import Any

from ..accounts.channels.facts import facts_of
from ..accounts.channels.filters import FILTER_FIELDS as SIFTED
from ..accounts.channels.filters import entry_filter
from ..accounts.channels.hub import hub_of
from ..core.timeline.decisions import apply_filter
from ..core.timeline.store import timeline_of
from .answer_storage import trim_entries

RULE_FIELDS = frozenset({*SIFTED, "max_entries", "max_age"})


def apply_rules(channel: Any, event: Any) -> None:
    """Apply a channel's changed filters and limits to its stored entries."""
    if _leaves_rules_unchanged(event):
        return
    facts, timeline = facts_of(channel), timeline_of(hub_of(channel))
    apply_filter(timeline, facts.uid, entry_filter(facts))
    trim_entries(timeline, facts, int(time()))


def _leaves_rules_unchanged(event):
    changed = [name for each in event.descriptions for name in getattr(each, "attributes", ())]
    # A form may write a field's name as "IChannel.max_age".
    return bool(changed) and RULE_FIELDS.isdisjoint(name.rpartition(".")[2] for name in changed)
