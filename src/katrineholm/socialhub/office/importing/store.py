"""The channels of a plan, stored in the present transaction."""

from plone import api

from ...accounts.channels.changing import change
from .plan import Planned


def store(planned: list[Planned]) -> dict[str, int]:
    """Store a plan without refusals; gives the number of rows by verdict.

    Whatever goes wrong is raised, and then the whole transaction must go.
    """
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
