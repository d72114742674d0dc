"""A preview of other filters: the entries that they would hide or show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ...accounts.channels.facts import facts_of
from ...accounts.channels.filters import entry_filter
from ...accounts.channels.hub import hub_of
from ...core.timeline.store import timeline_of

MAX_TESTED = 2000  # the newest entries
MAX_LISTED = 30  # of either list


@dataclass(frozen=True, slots=True)
class FilterPreview:
    """The number of tested entries, and those that ``go`` and ``come``, the newest first."""

    tried: int
    go: tuple[Mapping, ...]
    come: tuple[Mapping, ...]


def filter_preview(channel: Any, rules: Mapping[str, Any]) -> FilterPreview:
    """Return the effect of rules, by field name; nothing is stored."""
    entries = list(islice(_filterable_entries(channel), MAX_TESTED))
    lets_through = entry_filter(replace(facts_of(channel), **rules))
    changed = [each for each in entries if each["filtered"] == lets_through(each)]
    return FilterPreview(
        tried=len(entries),
        go=tuple(each for each in changed if not each["filtered"]),
        come=tuple(each for each in changed if each["filtered"]),
    )


def _filterable_entries(channel) -> Iterator[Mapping]:
    for entry in timeline_of(hub_of(channel)).all(channel.UID()):
        if entry["withdrawn"] is None and not entry["hidden"]:
            yield entry
