import pytest

from katrineholm.socialhub.public.listings.query import Query, link, query_from


def test_a_page_does_not_repeat_endless_names():
    names = [f"kanal-{number}" for number in range(1000)]
    assert len(query_from({"channel": names}).channel) == 50
    assert query_from({"channel": ["x" * 200_000, "blogg"]}) == Query(channel=frozenset({"blogg"}))


def test_what_is_no_name_is_passed_over():
    strange = ["", "a\x00b", 5, None, {"a": 1}, "blogg"]
    assert query_from({"kind": strange}) == Query(kind=frozenset({"blogg"}))


@pytest.mark.parametrize(
    ("form", "period"),
    [
        ({"month": "2026-05"}, (2026, 5)),
        ({"month": "2026"}, (2026, None)),
        ({"year": "2026", "month": "5"}, (2026, 5)),
        ({"month": "5"}, (None, None)),
        ({"month": "2026-13"}, (2026, None)),
        ({"month": "20260-1"}, (None, None)),
        ({"month": ["2026-05"]}, (None, None)),
    ],
)
def test_a_month_is_asked_for_in_one_field_or_in_two(form, period):
    query = query_from(form)
    assert (query.year, query.month) == period


def test_a_language_is_a_filter_like_the_others():
    query = query_from({"language": "fi"})
    assert query.is_filtered
    assert link("https://example.se/hub", query) == "https://example.se/hub?language=fi"
