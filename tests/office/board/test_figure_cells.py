"""A gap is told as a gap and never as nought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.office.board.figure_cells import (
    REASONS,
    Cell,
    ChannelHistory,
    comments_cell,
    followers_cell,
    messages_cell,
    posts_cell,
    sum_cell,
)

NOW = 100
months = st.one_of(st.none(), st.integers(80, 110))
lives = st.builds(
    ChannelHistory,
    source=st.sampled_from(["feed", "mapping", "account", "hand", "none"]),
    dialogue=st.booleans(),
    first=st.integers(80, 110),
    last=months,
    oldest=months,
    is_begun=st.booleans(),
    failing=months,
    heard=months,
)


def lived(source="feed", **values):
    return ChannelHistory(
        **{"source": source, "dialogue": True, "first": 80, "last": None, **values}
    )


@pytest.mark.parametrize(
    ("life", "month", "number", "cell"),
    [
        (lived(oldest=85), 90, 3, Cell(3)),
        (lived(oldest=85), 90, 0, Cell(0)),
        (lived(oldest=85), 84, 0, Cell(None, "before")),
        (lived(oldest=85, is_begun=True), 85, 2, Cell(2, "begun")),
        (lived(oldest=85), NOW, 2, Cell(2, "running")),
        (lived(oldest=85, failing=90), 91, 0, Cell(None, "failing")),
        (lived(oldest=85, failing=90), 90, 1, Cell(1, "failed")),
        (lived(), 90, 0, Cell(None, "never")),
        (lived(failing=90), 89, 0, Cell(None, "failing")),
        (lived("none"), 90, 0, Cell(None, "links")),
        (lived("hand"), 90, 0, Cell(None, "by_hand")),
        (lived("hand"), 90, 2, Cell(2, "written")),
        (lived(oldest=70), 79, 4, Cell(None, "outside")),
        (lived(oldest=70, last=90), 91, 4, Cell(None, "outside")),
        (lived(oldest=70, last=90), 90, 4, Cell(4)),
    ],
)
def test_posts(life, month, number, cell):
    assert posts_cell(life, month, number, NOW) == cell


@pytest.mark.parametrize(
    ("life", "month", "number", "cell"),
    [
        (lived(heard=85), 90, 0, Cell(0)),
        (lived(heard=85), 85, 2, Cell(2, "begun")),
        (lived(heard=85), 84, 0, Cell(None, "unheard")),
        (lived(heard=85), 84, 2, Cell(2, "reported")),
        (lived(heard=85), NOW, 2, Cell(2, "running")),
        (lived(dialogue=False), 90, 0, Cell(None, "closed_dialogue")),
        (lived(), 79, 3, Cell(None, "outside")),
        (lived(heard=85), 90, None, Cell(None, "waiting")),
    ],
)
def test_comments(life, month, number, cell):
    assert comments_cell(life, month, number, NOW) == cell


def test_the_last_count_of_a_month_is_its_number_of_followers():
    counted = [("2026-05-02", 10), ("2026-05-30", 12)]
    assert followers_cell(lived(), 90, counted) == Cell(12, day="2026-05-30")
    assert followers_cell(lived(), 90, []) == Cell(None, "uncounted")
    assert followers_cell(lived(), 79, counted) == Cell(None, "outside")


@pytest.mark.parametrize(
    ("life", "month", "number", "cell"),
    [
        (lived(met=85), 90, 0, Cell(0)),
        (lived(met=85), 85, 3, Cell(3)),
        (lived(met=85), NOW, 2, Cell(2, "running")),
        (lived(met=85), 84, 0, Cell(None, "unmet")),
        (lived(), 90, 0, Cell(None, "unmet")),
        (lived(met=85), 90, None, Cell(None, "waiting")),
        (lived(met=70), 79, 3, Cell(None, "outside")),
    ],
)
def test_messages(life, month, number, cell):
    assert messages_cell(life, month, number, NOW) == cell


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        ([Cell(2), Cell(3)], Cell(5)),
        ([Cell(None, "outside"), Cell(2), Cell(None, "before")], Cell(2, "before")),
        ([Cell(2, "running"), Cell(None, "before")], Cell(2, "running")),
        ([Cell(2), Cell(None, "links"), Cell(1, "written")], Cell(3)),
        ([Cell(None, "outside"), Cell(None, "links")], Cell(None, "links")),
        ([Cell(None, "outside")], Cell(None, "outside")),
        ([], Cell(None, "outside")),
    ],
)
def test_a_sum_tells_what_it_lacks_for_a_while_and_is_a_gap_where_nothing_is_known(cells, total):
    assert sum_cell(cells) == total


@given(lives, st.integers(75, 110), st.integers(0, 3))
def test_a_nought_is_told_only_where_it_is_known(life, month, number):
    for cell in (posts_cell(life, month, number, NOW), comments_cell(life, month, number, NOW)):
        assert cell.why in {"", *REASONS}
        assert (cell.number is None) <= bool(cell.why)
        assert cell.number in (None, number)
    cell = posts_cell(life, month, 0, NOW)
    if cell.number == 0:
        assert life.was_ours(month)
        assert life.source not in ("hand", "none")
        assert life.oldest is not None
        assert life.oldest <= month
        assert life.failing is None or month < life.failing
