"""Which months are asked for."""

import pytest

from katrineholm.socialhub.office.board.period import MAX_MONTHS, month_text, requested_period
from katrineholm.socialhub.site.pages.refusals import Refusal


def test_both_months_are_within_the_period():
    period = requested_period({"from": "2025-11", "to": "2026-02"})
    assert [month_text(month) for month in period] == ["2025-11", "2025-12", "2026-01", "2026-02"]


def test_a_last_month_alone_ends_a_year():
    period = requested_period({"to": "2026-02"})
    assert (month_text(period.start), month_text(period.stop - 1)) == ("2025-03", "2026-02")


def test_as_many_months_as_are_let_through_and_not_one_more():
    assert len(requested_period({"from": "2023-03", "to": "2026-02"})) == MAX_MONTHS
    with pytest.raises(Refusal):
        requested_period({"from": "2023-02", "to": "2026-02"})


@pytest.mark.parametrize("given", ["2026", "2026-1", "2026-00", "2026-13", "٢٠٢٦-٠١", "1999-01"])
def test_what_is_no_month_is_refused(given):
    with pytest.raises(Refusal):
        requested_period({"from": given, "to": "2026-02"})
