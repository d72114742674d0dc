"""The types are strictly checked in core; elsewhere the number of faults may only fall."""

from pathlib import Path

import pytest
import typecheck

ROOT = Path(__file__).parents[1]
CORE = "src/katrineholm/socialhub/core/"
WITHIN = f"{CORE}tables/cells.py:1: error: Function is missing a return type annotation"
ELSEWHERE = 'src/katrineholm/socialhub/refresh/retrieval.py:23: error: "None" has no attribute "x"'


@pytest.mark.parametrize(
    ("found", "most", "wrong"),
    [
        ([], 0, False),
        ([ELSEWHERE], 1, False),
        ([ELSEWHERE], 2, False),
        ([ELSEWHERE, ELSEWHERE], 1, True),
        ([WITHIN], 5, True),
        ([WITHIN, ELSEWHERE], 1, True),
    ],
)
def test_a_fault_too_many_is_told(found, most, wrong):
    assert typecheck.verdict(found, [CORE], most)[0] is wrong


def test_the_number_is_to_be_lowered_when_faults_are_mended():
    assert "type_faults = 1 " in typecheck.verdict([ELSEWHERE], [CORE], 2)[1]


def test_what_is_wrong_where_it_is_strict_is_told_alone():
    assert typecheck.verdict([WITHIN, ELSEWHERE], [CORE], 5)[1] == WITHIN


def test_no_fault_of_type_is_silenced():
    kept = [
        path for path in (ROOT / "src").rglob("*.py") if "type: ignore" in path.read_text("utf-8")
    ]
    assert kept == []


def test_the_installed_add_on_says_that_it_has_types():
    assert (ROOT / "src/katrineholm/socialhub/py.typed").is_file()
