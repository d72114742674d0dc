"""The statistics of a year's messages, without personal data (features G19 and G27).

Small numbers are hidden, and so are others from which they could be inferred.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from ... import _
from ...core.messages.grounds import ground_of_part
from ...core.messages.response_time import ResponseTime, first_response
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
LARGEST_HIDDEN = 4  # the largest number that is hidden
MaskedNumbers = list[int | None]
MaskedGroups = tuple[MaskedNumbers, list[MaskedNumbers]]


@dataclass(frozen=True, slots=True)
class Case:
    """The facts about a message to count; ``outcome`` is a key of OUTCOMES, ``rules`` are codes."""

    channel: str
    kind: str
    outcome: str
    rules: tuple[str, ...] = ()
    answered: ResponseTime | None = None
    removed: ResponseTime | None = None


def message_case(message: Mapping, log: Sequence[Mapping]) -> Case:
    """Return the facts to count, given a stored message and its log."""
    state = message["state"]
    outcome, codes = _outcome(state, {line["step"] for line in log}), state["facts"]["rules"]
    rules = {OWN_RULES if each.startswith("E") else ground_of_part(each) for each in codes}
    return Case(
        channel=message["channel"],
        kind="direct" if state["is_direct"] else "public",
        outcome=outcome,
        rules=tuple(sorted(rules)) if outcome in REMOVED else (),
        answered=first_response(log, ("answer",)),
        removed=first_response(log, () if state["is_direct"] else TAKEDOWN_STEPS),
    )


def case_counts(cases: Iterable[Case]) -> dict:
    """Return the counts and response times of cases as plain data.

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


def all_groups(groups: Sequence[Sequence[int]]) -> MaskedGroups:
    """Return the sums of groups, and all their numbers unmasked; see ``masked_groups``."""
    return [sum(group) for group in groups], [list(group) for group in groups]


def masked_numbers(numbers: Sequence[int]) -> MaskedNumbers:
    """Return the numbers of a table whose sum is known, with None for hidden numbers.

    Small numbers are hidden together with the smallest larger one; if none exceeds five, all are.
    The rule ignores positions, so that nobody can infer a hidden number from the rule and the sum.
    """
    small = {number for number in numbers if 0 < number <= LARGEST_HIDDEN}
    if not small:
        return list(numbers)
    if max(numbers) <= LARGEST_HIDDEN + 1:
        return [None] * len(numbers)
    hidden = small | {min(number for number in numbers if number > LARGEST_HIDDEN)}
    return [None if number in hidden else number for number in numbers]


def masked_groups(groups: Sequence[Sequence[int]]) -> MaskedGroups:
    """Return the sums of groups, and their numbers; if a sum is hidden, so are its numbers."""
    sums = masked_numbers([sum(group) for group in groups])
    parts: list[MaskedNumbers] = [
        [None] * len(group) if total is None else masked_numbers(group)
        for total, group in zip(sums, groups, strict=True)
    ]
    return sums, parts


def is_large_enough(*numbers: int) -> bool:
    """Return whether all groups are so large that their numbers need not be hidden."""
    return None not in masked_numbers(numbers)


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


def _summary(times):
    return {
        "number": len(times),
        "in_time": sum(each.in_time for each in times),
        "median": int(median(each.seconds for each in times)) if times else None,
    }
