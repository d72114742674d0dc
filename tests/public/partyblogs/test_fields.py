"""Terms of office."""

from datetime import date

import pytest

from katrineholm.socialhub.public.partyblogs.fields import term_of


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2022, 10, 14), (2018, 2022)),
        (date(2022, 10, 15), (2022, 2026)),
        (date(2024, 2, 29), (2022, 2026)),
        (date(2026, 10, 14), (2022, 2026)),
        (date(2026, 10, 15), (2026, 2030)),
        (date(2030, 1, 1), (2026, 2030)),
    ],
)
def test_a_term_is_four_years_from_october_15(day, years):
    assert term_of(day) == (date(years[0], 10, 15), date(years[1], 10, 14))
