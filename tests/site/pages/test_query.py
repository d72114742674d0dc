"""What is read of an address's query, and the addresses that lead on from it."""

import pytest

from katrineholm.socialhub.site.pages.query import (
    filter_choice,
    is_switched_on,
    neighbour_pages,
    number_fault,
    page_numbers,
    query_names,
    query_number,
    url_with_query,
)

LIMITS = {"b_size": (1, 100), "month": (1, 12)}


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1", 1), ("100", 100), (7, 7), ("007", 7),
        ("0", None), ("101", None), ("-1", None), ("1.5", None), (" 1", None), ("1_0", None),
        ("٣", None), ("9" * 5000, None), ("", None), (None, None), (["1"], None), (2.0, None),
    ],
)  # fmt: skip
def test_a_number_is_plain_digits_within_its_bounds(value, found):
    assert query_number({"b_size": value}, "b_size", *LIMITS["b_size"]) == found
    message = number_fault({"b_size": value}, LIMITS)
    told = {"name": "b_size", "least": 1, "most": 100}
    assert (message and message.mapping) == (None if found else told)


def test_what_is_not_asked_is_not_misread():
    assert number_fault({}, LIMITS) is None


def test_the_first_that_is_misread_is_told():
    assert number_fault({"month": "13", "b_size": "x"}, LIMITS).mapping["name"] == "b_size"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("blog", {"blog"}), (["blog", "video"], {"blog", "video"}), (("blog", "blog"), {"blog"}),
        (None, set()), ("", set()), (["", 5, None, {"a": 1}, "a\x00b", "x" * 101], set()),
        ("x" * 100, {"x" * 100}),
    ],
)  # fmt: skip
def test_choices_are_names(value, found):
    assert query_names({"kind": value}, "kind") == found


def test_endless_choices_are_cut():
    assert len(query_names({"kind": [f"k{each}" for each in range(1000)]}, "kind")) == 50


@pytest.mark.parametrize(
    ("value", "found"),
    [("1", True), ("true", True), ("on", True), ("0", False), ("", False), (["1"], False)],
)
def test_a_flag_is_set_or_not(value, found):
    assert is_switched_on({"full": value}, "full") is found


def test_an_address_says_only_what_is_asked():
    asked = {"kind": frozenset({"video", "blog"}), "text": "", "year": None, "b_start": 0}
    assert url_with_query("/hub", **asked) == "/hub?kind=blog&kind=video"
    assert (
        url_with_query("/hub", text="å & ä", b_start=20) == "/hub?text=%C3%A5+%26+%C3%A4&b_start=20"
    )
    assert url_with_query("/hub", kind=frozenset(), b_start=0) == "/hub"


@pytest.mark.parametrize(
    ("start", "total", "earlier", "later", "where"),
    [
        (0, 0, None, None, (1, 1)),
        (0, 20, None, None, (1, 1)),
        (0, 21, None, 20, (1, 2)),
        (20, 41, 0, 40, (2, 3)),
        (7, 41, 0, 27, (1, 3)),
        (60, 41, 40, None, (4, 3)),
        (9980, 41, 40, None, (500, 3)),
        (20, 0, 0, None, (2, 1)),
    ],
)
def test_pages_lead_to_their_neighbours(start, total, earlier, later, where):
    found = neighbour_pages(start, 20, total, lambda each: each)
    assert (found["earlier"], found["later"]) == (earlier, later)
    assert (found["number"], found["of"]) == where


def test_a_choice_says_what_is_chosen():
    assert filter_choice("kind", "Kind", [("blog", "Blog"), ("video", "Video")], {"video"}) == {
        "name": "kind",
        "title": "Kind",
        "options": [
            {"value": "blog", "title": "Blog", "selected": False},
            {"value": "video", "title": "Video", "selected": True},
        ],
    }


@pytest.mark.parametrize(
    ("start", "total", "numbers"),
    [
        (0, 0, []),
        (0, 20, []),
        (0, 21, ["1", 2]),
        (40, 200, [1, 2, "3", 4, 5, None, 10]),
        (180, 200, [1, None, 8, 9, "10"]),
        (100, 2000, [1, None, 4, 5, "6", 7, 8, None, 100]),
        (4000, 200, [1, None, 10]),
    ],
)
def test_pages_are_numbered_near_the_present_one_and_at_both_ends(start, total, numbers):
    found = page_numbers(start, 20, total, lambda start: f"?{start}")
    assert [
        str(page["number"]) if page.get("is_present") else page["number"] for page in found
    ] == numbers
    assert all(page["url"] == f"?{20 * (page['number'] - 1)}" for page in found if page["number"])
