from dataclasses import replace
from datetime import UTC, datetime

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.refresh.state import (
    State,
    is_worth_storing,
    last_checked,
    next_due,
    proposed_url,
    restarted_state,
    state_after_failure,
    state_after_success,
)

URL = "https://blogg.example.se/rss"
NOW = 1_790_000_000
HOUR, DAY = 3600, 24 * 3600
INTERVAL = 1800
LATER = NOW + 365 * DAY  # when it is asked
KNOWN = FeedState(etag='"a"', whole_at=datetime(2026, 9, 1, tzinfo=UTC))
WORKING = state_after_success(State(URL), KNOWN, NOW)


def fail(state, code="no_answer", now=NOW + HOUR, interval=INTERVAL, chance=0.5, **values):
    return state_after_failure(
        state, FeedError(code, **values), now, interval, random=lambda: chance
    )


def test_a_success_is_remembered_with_what_the_server_asks_for():
    state = state_after_success(State(URL), KNOWN, NOW, wait=7200, counts=(3, 1, 2))
    assert state == State(URL, known=KNOWN, checked=NOW, wait=7200, log=((NOW, "ok", 3, 1, 2),))


def test_a_failure_keeps_what_is_known_and_says_what_is_wrong_since_when():
    state = fail(WORKING, "missing")
    again = fail(state, "forbidden", now=NOW + DAY, status=403)
    assert again == replace(
        WORKING,
        failures=2,
        code="forbidden",
        values=(("status", "403"),),
        since=NOW + HOUR,
        next_try=NOW + DAY + 2 * INTERVAL,
        log=(
            (NOW, "ok", 0, 0, 0),
            (NOW + HOUR, "missing", 0, 0, 0),
            (NOW + DAY, "forbidden", 0, 0, 0),
        ),
    )


def test_failures_are_tried_later_and_later_but_once_a_day_at_least():
    state, waits = WORKING, []
    for _number in range(9):
        state = fail(state)
        waits.append(state.next_try - (NOW + HOUR))
    assert waits == [INTERVAL * 2**number for number in range(6)] + [DAY, DAY, DAY]


@pytest.mark.parametrize(("chance", "wait"), [(0.0, 1350), (1.0, 2250)])
def test_channels_that_fail_together_are_tried_apart(chance, wait):
    assert fail(WORKING, chance=chance).next_try == NOW + HOUR + wait


@pytest.mark.parametrize(
    ("asked", "wait"), [(4 * HOUR, 4 * HOUR), (10, INTERVAL), (None, INTERVAL)]
)
def test_a_server_is_left_alone_as_long_as_it_asks(asked, wait):
    state = fail(WORKING, "busy", retry_after=asked, status=429)
    assert state.next_try == NOW + HOUR + wait


@pytest.mark.parametrize("code", ["gone", "no_address"])
def test_what_only_a_person_can_mend_waits_for_a_person(code):
    state = fail(WORKING, code)
    assert (state.failures, state.next_try) == (1, None)
    assert next_due(state, INTERVAL, NOW + 99 * DAY, LATER) is None
    assert (
        next_due(state_after_success(state, KNOWN, NOW + DAY), INTERVAL, 0, LATER)
        == NOW + DAY + INTERVAL
    )


def test_a_success_after_failures_forgets_them():
    state = state_after_success(fail(fail(WORKING), "gone"), KNOWN, NOW + DAY)
    assert replace(state, log=()) == replace(WORKING, checked=NOW + DAY, log=())


def test_only_the_latest_happenings_are_logged():
    state = WORKING
    for number in range(1, 30):
        state = state_after_success(state, KNOWN, NOW + number)
    assert [happening[0] for happening in state.log] == [NOW + number for number in range(10, 30)]


def test_a_channel_without_a_past_is_due_at_once():
    assert next_due(None, INTERVAL, 0, LATER) == 0


@pytest.mark.parametrize(
    ("seen", "due"),
    [
        (0, INTERVAL),
        (NOW - 1, INTERVAL),
        (NOW, INTERVAL),
        (NOW + INTERVAL - 1, INTERVAL),
        (NOW + INTERVAL, 2 * INTERVAL),
        (NOW + INTERVAL + 1, 2 * INTERVAL),
        (NOW + 10 * INTERVAL, 11 * INTERVAL),
    ],
)
def test_the_plan_goes_on_from_the_written_success_past_what_has_been_seen(seen, due):
    assert next_due(WORKING, INTERVAL, seen, LATER) == NOW + due
    assert last_checked(WORKING, INTERVAL, seen, LATER) == NOW + due - INTERVAL


@pytest.mark.parametrize(("wait", "step"), [(None, INTERVAL), (60, INTERVAL), (7200, 7200)])
def test_the_server_can_ask_for_a_longer_interval_but_not_for_a_shorter_one(wait, step):
    assert next_due(replace(WORKING, wait=wait), INTERVAL, NOW, LATER) == NOW + step
    assert last_checked(replace(WORKING, wait=wait), INTERVAL, NOW + step, LATER) == NOW + step


def test_a_failing_channel_follows_its_own_plan():
    state = fail(WORKING)
    assert next_due(state, INTERVAL, NOW + 10 * DAY, LATER) == state.next_try
    assert last_checked(state, INTERVAL, NOW + 10 * DAY, LATER) == NOW
    assert last_checked(fail(State(URL)), INTERVAL, NOW, LATER) is None


def moved(state, to, now):
    return state_after_success(state, KNOWN, now, moved_to=to)


def test_a_move_is_proposed_when_it_has_stood_for_seven_days():
    state = moved(WORKING, "https://new.example.se/rss", NOW)
    later = moved(state, "https://new.example.se/rss", NOW + 8 * DAY)
    assert proposed_url(later, NOW + 7 * DAY) == "https://new.example.se/rss"
    assert proposed_url(later, NOW + 7 * DAY - 1) == ""
    assert proposed_url(WORKING, NOW + 99 * DAY) == ""
    assert proposed_url(None, NOW) == ""


@pytest.mark.parametrize("other", ["", "https://third.example.se/rss"])
def test_a_move_to_elsewhere_or_back_starts_anew(other):
    state = moved(WORKING, "https://new.example.se/rss", NOW)
    state = moved(state, other, NOW + 5 * DAY)
    state = moved(state, "https://new.example.se/rss", NOW + 6 * DAY)
    assert proposed_url(state, NOW + 13 * DAY - 1) == ""
    assert proposed_url(state, NOW + 13 * DAY) == "https://new.example.se/rss"


def test_a_failure_does_not_interrupt_a_move():
    state = fail(moved(WORKING, "https://new.example.se/rss", NOW))
    assert proposed_url(state, NOW + 7 * DAY) == "https://new.example.se/rss"


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        (None, WORKING, True),
        (WORKING, state_after_success(WORKING, FeedState(etag='"b"'), NOW + HOUR, wait=900), False),
        (WORKING, fail(WORKING), True),
        (fail(WORKING), fail(fail(WORKING)), True),
        (fail(WORKING), state_after_success(fail(WORKING), KNOWN, NOW + DAY), True),
        (WORKING, moved(WORKING, "https://new.example.se/", NOW + HOUR), True),
    ],
)
def test_only_what_matters_later_is_worth_a_write(before, after, news):
    assert is_worth_storing(before, after) is news


def test_a_server_that_leads_elsewhere_each_time_is_written_down_once_a_day():
    written = memory = WORKING
    writes = []
    for hour in range(1, 60):
        memory = moved(memory, f"https://new.example.se/?session={hour}", NOW + hour * HOUR)
        if is_worth_storing(written, memory):
            written = memory
            writes.append(hour)
        assert proposed_url(written, NOW + hour * HOUR) == ""
    assert writes == [1, 25, 49]


def test_a_redirect_that_ends_within_a_day_is_written_off_the_next_day():
    written = memory = moved(WORKING, "https://new.example.se/", NOW)
    writes = []
    for hour in range(1, 60):
        memory = moved(memory, "", NOW + hour * HOUR)
        if is_worth_storing(written, memory):
            written = memory
            writes.append(hour)
    assert writes == [24]
    assert proposed_url(written, NOW + 99 * DAY) == ""


def test_a_source_is_left_alone_after_so_many_failures_in_a_row():
    state = WORKING
    for number in range(1, 4):
        state = state_after_failure(
            state, FeedError("missing"), NOW + number, INTERVAL, stop_after=3
        )
        assert state.is_stopped is (number == 3)
    assert next_due(state, INTERVAL, NOW, LATER) is None
    assert not WORKING.is_stopped
    assert not state_after_success(state, KNOWN, NOW + DAY).is_stopped


def test_without_a_limit_a_source_is_tried_for_ever_but_what_is_gone_is_left_at_once():
    state = replace(WORKING, failures=999)
    assert not state_after_failure(state, FeedError("missing"), NOW, INTERVAL).is_stopped
    assert state_after_failure(WORKING, FeedError("gone"), NOW, INTERVAL).is_stopped


def test_what_was_left_alone_begins_anew_once_a_person_asks():
    stopped = state_after_failure(WORKING, FeedError("missing"), NOW, INTERVAL, stop_after=1)
    again = state_after_failure(
        restarted_state(stopped), FeedError("missing"), NOW + DAY, INTERVAL, stop_after=2
    )
    assert (again.failures, again.since, again.is_stopped) == (1, NOW + DAY, False)
    failing = fail(WORKING)
    assert restarted_state(failing) == failing


AHEAD = NOW + 400 * DAY  # what a clock said that ran ahead once


@pytest.mark.parametrize(
    "state",
    [
        state_after_success(WORKING, KNOWN, AHEAD),
        state_after_success(WORKING, KNOWN, AHEAD, wait=DAY),
        fail(WORKING, now=AHEAD),
        fail(WORKING, "busy", now=AHEAD, retry_after=8 * HOUR, status=429),
    ],
)
def test_what_a_wrong_clock_wrote_is_due_at_once_and_written_anew(state):
    assert next_due(state, INTERVAL, AHEAD, NOW) <= NOW
    assert last_checked(state, INTERVAL, AHEAD, NOW) <= NOW
    now_right = state_after_success(state, KNOWN, NOW + 1)
    assert is_worth_storing(state, now_right)
    assert next_due(now_right, INTERVAL, AHEAD, NOW + 1) == NOW + 1 + INTERVAL


def test_a_move_that_a_wrong_clock_noted_is_proposed_after_a_week():
    state = moved(state_after_success(WORKING, KNOWN, NOW), "https://b.example/", AHEAD)
    right = moved(replace(state, checked=NOW), "https://b.example/", NOW)
    assert is_worth_storing(replace(state, checked=NOW), right)
    assert (proposed_url(right, NOW + 6 * DAY), proposed_url(right, NOW + 7 * DAY)) == (
        *("", "https://b.example/"),
    )
