import pytest

from katrineholm.socialhub.office.board.row_serializer import bars_path, counts_text


@pytest.mark.parametrize(
    ("counts", "path"),
    [
        ((0, 0), "M0 23h46v1h-46zM48 23h46v1h-46z"),
        ((1, 2), "M0 12h46v12h-46zM48 0h46v24h-46z"),
        ((1, 1000), "M0 21h46v3h-46zM48 0h46v24h-46z"),
    ],
)
def test_a_bar_is_as_high_as_the_week_has_entries(counts, path):
    assert bars_path(counts) == path


def test_twelve_weeks_stand_side_by_side():
    lefts = [bar.split()[0] for bar in bars_path((1,) * 12).split("M")[1:]]
    assert lefts == [str(left) for left in range(0, 96, 8)]


def test_the_numbers_are_told_to_those_who_do_not_see_the_picture():
    assert counts_text((3, 0, 2)) == "3, 0, 2"
