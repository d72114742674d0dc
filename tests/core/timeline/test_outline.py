"""What a channel's row tells without opening the channel."""

import pytest

from katrineholm.socialhub.core.timeline.outline import Outline, outline_of


@pytest.mark.parametrize("row", [None, (), (0, 0, None, None, None, ())])
def test_a_channel_without_entries_has_an_empty_outline(row):
    assert outline_of(row) == Outline(entries=0, newest=None, recent=())


@pytest.mark.parametrize(("more", "recent"), [((), ()), (((1, 2),), (1, 2))])
def test_the_newest_moment_is_that_of_the_first_key(more, recent):
    row = (3, 0, (-1_790_000_000, "a"), None, None, *more)
    assert outline_of(row) == Outline(3, 1_790_000_000, recent)
