"""A decision not to archive a channel."""

from datetime import date, timedelta

import pytest
from days import local_day

from katrineholm.socialhub.archive.retention import archive_decisions
from katrineholm.socialhub.site.pages.refusals import FaultyFields

TOMORROW = local_day() + timedelta(1)


@pytest.fixture
def blog(hub):
    return hub.kultur.bloggen


@pytest.mark.parametrize(
    ("day", "reference", "faults"),
    [
        (None, "KS 1", {"day"}),
        (TOMORROW, "KS 1", {"day"}),
        (date(2026, 1, 1), "", {"reference"}),
        (date(2026, 1, 1), "x" * 501, {"reference"}),
    ],
)
def test_a_decision_without_its_day_or_number_is_none(hub, blog, day, reference, faults):
    with pytest.raises(FaultyFields) as refused:
        archive_decisions.note_decision(blog, day, reference)
    assert set(refused.value.faults) == faults
    assert archive_decisions.archive_decision(hub, blog.UID()) is None
