"""Names broken into lines and made as large as their place allows."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from katrineholm.socialhub.office.kit.outlines import drawable_text
from katrineholm.socialhub.office.kit.text_blocks import largest_block

SIZES = (40, 12)


def lines(text, width=280, height=90, most=2):
    return largest_block(text, "bold", width, height, sizes=SIZES, most=most).lines


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Kultur", ("Kultur",)),
        ("Katrineholms kommun", ("Katrineholms", "kommun")),
        ("Samhällsbyggnadsförvaltningen", ("Samhällsbyggnads-", "förvaltningen")),
        ("Service- och teknikförvaltningen", ("Service- och", "teknikförvaltningen")),
        ("Södermanland-Östergötlands", ("Södermanland-", "Östergötlands")),
        (
            "Natur\u00adreservats\u00adguiderna kring sjöarna",
            ("Naturreservatsguiderna", "kring sjöarna"),
        ),
    ],
)
def test_a_name_is_broken_where_its_parts_meet(text, broken):
    assert lines(text) == broken


def test_a_name_that_is_too_long_ends_in_an_ellipsis():
    found = lines("Mycket " * 40)
    assert len(found) == 2
    assert found[-1].endswith("…")


@example("\u0301", 280, 90, 2)
@example("\u0301 " * 150, 40, 600, 4)
@example("0 \u00ad 0", 40, 14, 1)
@example("a\u00ad\u00adb", 40, 14, 4)
@given(st.text(max_size=400), st.floats(40, 2000), st.floats(14, 600), st.integers(1, 4))
def test_whatever_the_name_is_it_stays_in_its_place(text, width, height, most):
    block = largest_block(drawable_text(text), "bold", width, height, sizes=SIZES, most=most)
    assert len(block.lines) <= most
    assert block.width <= width + 0.01
    assert block.height <= height + 0.01
