"""What somebody asks of the record."""

from datetime import date

import pytest

from katrineholm.socialhub.archive.record.query import (
    RecordQuery,
    has_reversed_period,
    query_error,
    query_from_form,
    query_url,
)

FORM = {
    **{"SearchableText": "bad hus", "type": ["diary", "entry"], "channel": "u1"},
    **{"after": "2026-06-01", "before": "2026-06-30", "b_start": "25", "b_size": "50"},
}
ASKED = RecordQuery(
    **{"text": "bad hus", "types": ("entry", "diary"), "channels": frozenset({"u1"})},
    **{"first": date(2026, 6, 1), "last": date(2026, 6, 30), "start": 25, "size": 50},
)


def test_all_that_is_asked_is_read():
    assert query_from_form(FORM) == ASKED
    assert query_error(FORM) is None


def test_a_page_passes_over_what_it_cannot_understand():
    nonsense = {"type": ["x", 1], "after": "2026-02-30", "b_start": "-1", "SearchableText": "…"}
    assert query_from_form(nonsense | {"channel": "\x00", "b_size": "x"}) == RecordQuery()


@pytest.mark.parametrize(
    "asked",
    [
        *({"type": "x"}, {"after": "x"}, {"before": "2026-02-30"}, {"b_start": "x"}),
        *({"SearchableText": "x" * 201}, {"SearchableText": "…"}),
        {"after": "2026-06-02", "before": "2026-06-01"},
    ],
)
def test_a_program_is_told(asked):
    assert query_error(asked)


def test_a_page_is_linked_with_all_that_was_asked():
    url = query_url("https://example.org/@@record", ASKED, 50)
    assert url == (
        "https://example.org/@@record?SearchableText=bad+hus&type=diary&type=entry&channel=u1"
        "&after=2026-06-01&before=2026-06-30&b_start=50&b_size=50"
    )
    assert (
        query_url("https://example.org/@@record", RecordQuery()) == "https://example.org/@@record"
    )


def test_a_period_may_end_before_it_begins():
    assert has_reversed_period(RecordQuery(first=date(2026, 6, 2), last=date(2026, 6, 1)))
    assert not has_reversed_period(ASKED)
