"""The append-only log of rules and disposals: who proposed what, and who confirmed it.

Its lines are also in the hub-wide log, so that a rule or a disposal that one person has written
into the database is noticed: see ``retention_check``. A line is ``(time, act, subject, who,
facts)``; ``subject`` is the kind of a rule or the id of a disposal, and ``facts`` is canonical
JSON. ``STAND`` lines are about what was decided before there was a log; they have no ``who``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from BTrees.LOBTree import LOBTree
from plone.dexterity.content import Container

from ...accounts.channels import hub_storage
from ...accounts.channels.retention import RetentionRule
from ...core.messages.integrity import canonical_json, sha256_hex
from ...core.messages.verification import Lane

KEY, LANE = "katrineholm.socialhub.retention_log", "retention"
SECOND = 1_000_000_000
PROPOSE, CONFIRM, WITHDRAW, STAND = "propose", "confirm", "withdraw", "stand"


@dataclass(frozen=True, slots=True)
class Line:
    """An act on a rule or a disposal; ``time`` is in seconds since 1970."""

    time: int
    act: str
    subject: str
    who: str
    facts: dict[str, Any]


def add_line(hub: Container, act: str, subject: str, facts: Mapping, *, who: str, now: int) -> None:
    """Append a line to the log, and to the hub-wide log."""
    lines = hub_storage.writable_data(hub, KEY, LOBTree)
    line = (now, act, subject, who, canonical_json(dict(facts)).decode())
    number = hub_storage.new_key(lines, now * SECOND, bits=29)
    hub_storage.append_line(hub, LANE, lines, number, line)


def has_log(hub: Container) -> bool:
    """Return whether a hub has the log, which the upgrade from 1.0.0a2 begins."""
    return hub_storage.stored_data(hub, KEY, lambda: None) is not None


def begin_log(hub: Container) -> None:
    """Give a hub the log, if it has none yet."""
    hub_storage.writable_data(hub, KEY, LOBTree)


def log_lines(hub: Container) -> Iterator[Line]:
    """Yield the lines of the log, oldest first."""
    for time, act, subject, who, facts in hub_storage.stored_data(hub, KEY, LOBTree).values():
        yield Line(time, act, subject, who, json.loads(facts))


def log_lane(hub: Container) -> Lane:
    """Return this log as a lane of the hub-wide log: see inbox.steps.interfaces.ILane."""
    return hub_storage.lane_of(hub_storage.stored_data(hub, KEY, LOBTree))


def rule_facts(rule: RetentionRule) -> dict[str, Any]:
    """Return what a line states of a rule."""
    return asdict(rule)


def disposal_facts(proposal: Mapping) -> dict[str, Any]:
    """Return what a line states of a disposal: what is disposed of, and by which decision."""
    items = sorted(proposal["items"])
    return {
        **{name: proposal[name] for name in ("kind", "decision", "before")},
        "proposed": list(proposal["proposed"]),
        "count": len(items),
        "items": sha256_hex(canonical_json(items)),
    }


def stand_facts(proposal: Mapping) -> dict[str, Any]:
    """Return what a line states of a disposal that was decided on before there was a log."""
    done = {name: list(proposal.get(name, ())) for name in ("confirmed", "withdrew")}
    return disposal_facts(proposal) | done
