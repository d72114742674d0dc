"""The sums of several channels."""

from types import SimpleNamespace

import pytest

from katrineholm.socialhub.office.board.figure_cells import Cell
from katrineholm.socialhub.office.board.figure_sums import has_figures, month_sums, sums_of
from katrineholm.socialhub.office.board.figures import FiguresRow
from katrineholm.socialhub.office.board.message_months import MessageCounts

OUTSIDE, LINKS, UNCOUNTED = (Cell(None, why) for why in ("outside", "links", "uncounted"))
NONE, NOUGHT = MessageCounts(), Cell(0)


def row(posts, followers=(UNCOUNTED,) * 2, messages=(NOUGHT,) * 2, handled=(NONE,) * 2):
    facts = SimpleNamespace(administration=None)
    return FiguresRow(facts, posts, followers, (NOUGHT,) * 2, messages, handled)


def test_what_is_known_is_added_and_how_many_channels_tell_it():
    found = sums_of([row((Cell(1), Cell(2))), row((LINKS, LINKS))])
    assert (found.channels, found.told, found.posts) == (2, 1, Cell(3))


def test_a_channel_that_is_no_longer_ours_counts_in_its_time_and_not_at_the_end():
    gone = row((Cell(4), OUTSIDE), followers=(Cell(70), OUTSIDE))
    found = sums_of([gone, row((Cell(1), Cell(2)), followers=(Cell(5), Cell(6)))])
    assert (found.channels, found.posts.number) == (1, 7)
    assert (found.followers, found.change) == (Cell(6), Cell(1))
    assert [each.channels for each in month_sums([gone], range(2))] == [1, 0]


def test_new_followers_are_known_of_channels_that_were_counted_twice():
    once = row((NOUGHT,) * 2, followers=(UNCOUNTED, Cell(100)))
    twice = row((NOUGHT,) * 2, followers=(Cell(30), Cell(20)))
    found = sums_of([once, twice])
    assert (found.followers, found.counted, found.change) == (Cell(120), 2, Cell(-10))
    assert sums_of([once]).change == UNCOUNTED


@pytest.mark.parametrize(
    ("counts", "percent"),
    [
        (MessageCounts(9, answered=3, in_time=2), 67),
        (MessageCounts(9, answered=3, in_time=3, late=1), 75),
        (MessageCounts(9, late=2), 0),
        (MessageCounts(9), None),
    ],
)
def test_the_share_in_time_is_of_what_was_answered_or_is_late(counts, percent):
    assert sums_of([row((NOUGHT,) * 2, handled=(counts, NONE))]).percent == percent


def test_messages_that_are_not_known_leave_a_gap_for_what_was_taken_down():
    waiting = Cell(None, "waiting")
    found = sums_of([row((NOUGHT,) * 2, messages=(waiting, waiting))])
    assert found.removed == found.messages == waiting


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (row((LINKS, LINKS)), False),
        (row((LINKS, Cell(0))), True),
        (row((LINKS, LINKS), followers=(Cell(0), UNCOUNTED)), True),
        (row((LINKS, LINKS), handled=(MessageCounts(1), NONE)), True),
    ],
)
def test_a_channel_without_posts_followers_and_messages_has_no_figures(found, known):
    assert has_figures(found) is known
