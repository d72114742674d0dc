"""Storage of an import's plan."""

from plone import api

from ...accounts.channels.changing import change
from .plan import Planned


def store(planned: list[Planned]) -> dict[str, int]:
    """Store a plan without refusals; return the number of rows by verdict. Errors are raised."""
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for each in planned:
        counts[each.verdict] += 1
        STEPS[each.verdict](each)
    return counts


def _make(planned):
    given = {name: value for name, value in planned.changes.items() if value is not None}
    api.content.create(planned.place, "Channel", **given)


STEPS = {
    "new": _make,
    "changed": lambda planned: change(planned.place, **planned.changes),
    "unchanged": lambda planned: None,
}
