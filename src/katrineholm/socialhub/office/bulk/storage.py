"""Storage of an import's plan."""

from plone import api

from ...accounts.channels.updates import update_fields
from .plan import PlannedRow


def store_plan(planned: list[PlannedRow]) -> dict[str, int]:
    """Store a plan without refusals; return the number of rows by verdict. Errors are raised."""
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for each in planned:
        counts[each.verdict] += 1
        STEPS[each.verdict](each)
    return counts


def _create_channel(planned):
    given = {name: value for name, value in planned.changes.items() if value is not None}
    api.content.create(planned.place, "Channel", **given)


STEPS = {
    "new": _create_channel,
    "changed": lambda planned: update_fields(planned.place, **planned.changes),
    "unchanged": lambda planned: None,
}
