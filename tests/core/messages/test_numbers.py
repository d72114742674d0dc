"""The next number."""

import random

import pytest
from BTrees.LOBTree import LOBTree

from katrineholm.socialhub.core.messages.store import next_number

TRIES = 12  # of a form, see site.pages.retries


def kept(*numbers):
    return {"messages": LOBTree(dict.fromkeys(numbers))}


def test_the_first_try_takes_the_next_number():
    assert next_number(kept(), 0) == 1
    assert next_number(kept(4, 7), 0) == 8


@pytest.mark.parametrize("tries", [1, 2, 3, 9])
def test_a_later_try_passes_numbers_over(tries):
    found = {next_number(kept(7), tries) for _each in range(60)}
    assert len(found) > 1
    assert min(found) >= 8
    assert max(found) <= 7 + 8 * tries


def in_lockstep(writers, messages):
    """Writers who always commit at the same moment; how often the unluckiest one tried."""
    root, tries, worst = kept(), [0] * writers, 0
    while len(root["messages"]) < messages:
        drawn = [next_number(root, each) for each in tries]
        first = {number: at for at, number in reversed(list(enumerate(drawn)))}
        root["messages"].update(dict.fromkeys(drawn))
        tries = [0 if first[n] == at else tries[at] + 1 for at, n in enumerate(drawn)]
        worst = max(worst, *tries)
    return root["messages"].maxKey(), worst


@pytest.mark.parametrize("writers", [2, 4, 16])
def test_writers_who_always_meet_are_written_in_time_and_numbers_stay_near(writers):
    random.seed(1)
    highest, worst = in_lockstep(writers, 2000)
    assert highest <= 4 * 2000
    assert worst < TRIES


def test_a_site_with_high_numbers_goes_on_from_them():
    assert next_number(kept(12, 519_196), 0) == 519_197
