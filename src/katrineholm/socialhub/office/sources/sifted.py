"""Which of a channel's entries other filters would take out of sight, or bring back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ...accounts.channels.facts import facts_of
from ...accounts.channels.hub import hub_of
from ...accounts.channels.sifting import sieve
from ...core.timeline.store import timeline_of

TRIED = 2000  # entries, the newest
SHOWN = 30  # of those that go, and of those that come


@dataclass(frozen=True, slots=True)
class Sifted:
    """How many entries were tried, and which of them ``go`` and ``come``, the newest first."""

    tried: int
    go: tuple[Mapping, ...]
    come: tuple[Mapping, ...]


def sifted(channel, rules: Mapping[str, Any]) -> Sifted:
    """What rules by their fields' names would do; nothing is written."""
    entries = list(islice(_filterable(channel), TRIED))
    lets_through = sieve(replace(facts_of(channel), **rules))
    changed = [each for each in entries if each["filtered"] == lets_through(each)]
    return Sifted(
        tried=len(entries),
        go=tuple(each for each in changed if not each["filtered"]),
        come=tuple(each for each in changed if each["filtered"]),
    )


def _filterable(channel) -> Iterator[Mapping]:
    """Not what is out of sight anyhow."""
    for entry in timeline_of(hub_of(channel)).all(channel.UID()):
        if entry["withdrawn"] is None and not entry["hidden"]:
            yield entry
