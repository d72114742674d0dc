"""A preview of other filters: the entries that they would hide or show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.sifting import sieve
from ...core.timeline.store import timeline_of

TRIED = 2000  # the newest entries
SHOWN = 30  # of either list


@dataclass(frozen=True, slots=True)
class Sifted:
    """The number of tested entries, and those that ``go`` and ``come``, the newest first."""

    tried: int
    go: tuple[Mapping, ...]
    come: tuple[Mapping, ...]


def sifted(channel: Any, rules: Mapping[str, Any]) -> Sifted:
    """Return the effect of rules, by field name; nothing is stored."""
    entries = list(islice(_filterable(channel), TRIED))
    lets_through = sieve(replace(facts_of(channel), **rules))
    changed = [each for each in entries if each["filtered"] == lets_through(each)]
    return Sifted(
        tried=len(entries),
        go=tuple(each for each in changed if not each["filtered"]),
        come=tuple(each for each in changed if each["filtered"]),
    )


def _filterable(channel) -> Iterator[Mapping]:
    for entry in timeline_of(hub_of(channel)).all(channel.UID()):
        if entry["withdrawn"] is None and not entry["hidden"]:
            yield entry
