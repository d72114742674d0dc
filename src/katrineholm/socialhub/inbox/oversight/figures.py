"""A year's messages as numbers, without personal data (features G19 and G27)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ... import _
from ...core.messages.grounds import ground_of_part
from ...core.messages.state import REMOVED
from ...core.messages.store import TAKEDOWN_STEPS

KINDS = {"public": _("Public"), "direct": _("Direct")}
OUTCOMES = {
    "answered": _("Answered"),
    "passed_on": _("Passed on"),
    "unpublished": _("Unpublished"),
    "deleted": _("Deleted"),
    "restored": _("Restored after a review"),
    "none": _("No action"),
    "open": _("Not closed yet"),
}
ENDED_STATES = ("answered", "watched", "closed")
OWN_RULES = "own"  # all own rules of channels: their codes have no meaning elsewhere


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """The seconds from a message's arrival to an act, and whether the deadline was met."""

    seconds: int
    in_time: bool


@dataclass(frozen=True, slots=True)
class Case:
    """The countable facts of a message. ``outcome`` is a key of OUTCOMES, ``rules`` are codes."""

    channel: str
    kind: str
    outcome: str
    rules: tuple[str, ...] = ()
    answered: ResponseTime | None = None
    removed: ResponseTime | None = None


def message_case(message: Mapping, log: Sequence[Mapping]) -> Case:
    """Return a stored message and its log as a case."""
    state = message["state"]
    outcome, codes = _outcome(state, {line["step"] for line in log}), state["facts"]["rules"]
    rules = {OWN_RULES if each.startswith("E") else ground_of_part(each) for each in codes}
    return Case(
        channel=message["channel"],
        kind="direct" if state["is_direct"] else "public",
        outcome=outcome,
        rules=tuple(sorted(rules)) if outcome in REMOVED else (),
        answered=_time(log, ("answer",)),
        removed=_time(log, () if state["is_direct"] else TAKEDOWN_STEPS),
    )


def case_counts(cases: Iterable[Case]) -> dict:
    """Return plain data: counts and times.

    ``kinds``, ``outcomes``, ``rules`` and ``channels`` (by UID) are counts by id; ``answered`` and
    ``removed`` have ``number``, ``in_time`` and the ``median`` in seconds, or None.
    """
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("kinds", "outcomes", "rules", "channels")
    }
    times: dict[str, list[ResponseTime]] = {"answered": [], "removed": []}
    for case in cases:
        counts["kinds"][case.kind] += 1
        counts["outcomes"][case.outcome] += 1
        counts["rules"].update(case.rules)
        counts["channels"][case.channel] += 1
        for name, found in times.items():
            found.extend(filter(None, [getattr(case, name)]))
    return {name: dict(found) for name, found in counts.items()} | {
        name: _summary(found) for name, found in times.items()
    }


def _outcome(state, steps):
    if not state["is_direct"] and state["publication"] in REMOVED:
        return state["publication"]
    if state["handling"] not in ENDED_STATES:
        return "open"
    if "restore" in steps:
        return "restored"
    if state["is_answered"]:
        return "answered"
    return "passed_on" if "forward" in steps else "none"


def _time(log, steps):
    """Return the time of the first such step, against its deadline at that time.

    None without one, or if the message has been disposed of, with its deadlines.
    """
    due = None
    for line in log:
        if line["step"] == "wait":
            if "due" not in line["given"]:
                return None
            due = line["given"]["due"]
        if line["step"] in steps:
            return ResponseTime(line["time"] - log[0]["time"], due is None or line["time"] <= due)
    return None


def _summary(times):
    return {
        "number": len(times),
        "in_time": sum(each.in_time for each in times),
        "median": int(median(each.seconds for each in times)) if times else None,
    }
