"""What has begun and is not over."""

import pytest

from katrineholm.socialhub.inbox.oversight.obstacles import OBSTACLES, is_active


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ([], False),
        ([("hold", True)], True),
        ([("hold", True), ("hold", False)], False),
        ([("hold", False), ("hold", True), ("note", False)], True),
        ([("erasure", True)], False),
    ],
)
def test_the_latest_line_of_a_kind_decides(noted, expected):
    assert (
        is_active([{"step": kind, "given": {"on": on}} for kind, on in noted], "hold") is expected
    )


def test_nobody_is_asked_who_wants_a_record_or_why():
    assert OBSTACLES["request"].asks is None
