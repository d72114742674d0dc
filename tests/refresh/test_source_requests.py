from itertools import pairwise
from threading import Barrier, Event, Thread, active_count
from time import monotonic, sleep

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh import source_requests
from katrineholm.socialhub.refresh.source_requests import (
    BATCH,
    in_turn,
    is_host_busy,
    result_batches,
    split_batches,
    url_host,
)

BUSY = FeedError("busy", status=429)


def asked(jobs, ask, spacing=0, stop=None):
    """Everything that was answered, by job."""
    batches = result_batches(jobs, ask, address=str, spacing=spacing, stop=stop or Event())
    return {job: answer for batch in batches for job, answer in batch}


def urls(hosts, paths=1):
    return [f"https://host{host}.se/{path}" for path in range(paths) for host in range(hosts)]


def test_every_job_is_asked_once_and_answered():
    jobs = urls(40, 5)
    calls = []
    assert asked(jobs, lambda job: calls.append(job) or job.upper()) == {
        job: job.upper() for job in jobs
    }
    assert sorted(calls) == sorted(jobs)


def test_nothing_to_ask_is_soon_done():
    assert asked([], str) == {}


def test_hosts_are_asked_at_the_same_time():
    together = Barrier(8)
    assert len(asked(urls(8), lambda job: together.wait(30))) == 8


def test_a_host_is_asked_one_at_a_time_with_a_pause_in_between():
    spans = []

    def ask(job):
        begun = monotonic()
        sleep(0.02)
        spans.append((begun, monotonic()))

    asked(["https://a.se/1", "https://A.se/2", "https://a.se/3"], ask, spacing=0.1)
    spans.sort()
    pauses = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    assert len(pauses) == 2
    assert min(pauses) >= 0.09


def test_what_comes_within_a_moment_comes_together(monkeypatch):
    monkeypatch.setattr(source_requests, "BATCH_SECONDS", 30)  # however busy the machine is
    first, second = Event(), "https://b.se/"

    def ask(job):
        if job == second:
            assert first.wait(30)
            sleep(0.05)
        first.set()
        return job

    jobs = ["https://a.se/", second]
    batches = list(result_batches(jobs, ask, address=str, spacing=0, stop=Event()))
    assert batches == [[(job, job) for job in jobs]]


def test_a_batch_does_not_wait_for_a_slow_source_nor_the_last_one_for_anything(monkeypatch):
    fast, slow = "https://a.se/", "https://b.se/"
    kept = Event()

    def ask(job):
        if job == slow:
            assert kept.wait(30)
        return job

    batches = result_batches([fast, slow], ask, address=str, spacing=0, stop=Event())
    assert next(batches) == [(fast, fast)]
    monkeypatch.setattr(source_requests, "BATCH_SECONDS", 60)
    begun = monotonic()
    kept.set()
    assert list(batches) == [[(slow, slow)]]
    assert monotonic() - begun < 30


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        ([], []),
        ([[], "ab", []], ["a", "b"]),
        (["abc", "x", "12"], ["a", "x", "1", "b", "2", "c"]),
        ([[None, 0], [False]], [None, False, 0]),
    ],
)
def test_groups_have_their_turn_and_no_item_is_lost(groups, found):
    assert in_turn(groups) == found


def test_an_owner_of_few_sources_does_not_wait_for_one_of_thousands():
    many = [f"https://host{number}.many.se/{path}" for number in range(60) for path in range(20)]
    few = [f"https://host{number}.few.se/" for number in range(10)]
    asked_urls, all_few = set(), Event()

    def ask(job):
        asked_urls.add(job)
        if asked_urls.issuperset(few):
            all_few.set()
        # Fewer hosts than there are threads come before the last of the few, so that none waits.
        return job in few or all_few.wait(30)

    batches = result_batches(
        [*many, *few],
        ask,
        address=str,
        spacing=0,
        stop=Event(),
        owner=lambda job: job.split(".")[1],
    )
    answers = {job: answer for batch in batches for job, answer in batch}
    assert answers == dict.fromkeys([*many, *few], True)


def test_two_owners_share_a_host_that_is_asked_one_at_a_time():
    jobs = [f"https://a.se/{who}{number}" for who in "xyz" for number in range(2)]
    active, most, calls = 0, 0, []

    def ask(job):
        nonlocal active, most
        active += 1
        most = max(most, active)
        sleep(0.01)
        calls.append(job[-2:])
        active -= 1

    batches = result_batches(
        jobs, ask, address=str, spacing=0, stop=Event(), owner=lambda job: job[-2]
    )
    assert sum(map(len, batches)) == 6
    assert (most, calls) == (1, ["x0", "y0", "z0", "x1", "y1", "z1"])


def test_a_host_with_many_jobs_lets_the_next_host_go_first(monkeypatch):
    monkeypatch.setattr(source_requests, "HOST_SECONDS", 0.05)
    monkeypatch.setattr(source_requests, "THREADS", 1)
    jobs = [f"https://a.se/{number}" for number in range(20)] + ["https://b.se/"]
    calls = []

    def ask(job):
        calls.append(job)
        sleep(0.02)

    assert set(asked(jobs, ask)) == set(jobs)
    assert sorted(calls) == sorted(jobs)
    assert 0 < calls.index("https://b.se/") < 20


def test_a_busy_host_is_asked_nothing_more_in_this_round_but_others_are():
    def ask(job):
        if job == "https://host0.se/1":
            raise BUSY
        return job

    answers = asked(urls(2, 4), ask)
    assert answers == {
        "https://host0.se/0": "https://host0.se/0",
        "https://host0.se/1": BUSY,
        **{f"https://host1.se/{path}": f"https://host1.se/{path}" for path in range(4)},
    }


def test_a_refusal_is_an_answer_and_the_host_is_asked_on():
    missing = FeedError("missing")

    def ask(job):
        raise missing

    assert asked(urls(1, 3), ask) == dict.fromkeys(urls(1, 3), missing)


def test_what_nobody_has_thought_of_costs_its_own_job_only(caplog):
    def ask(job):
        return 1 // (job != "https://host1.se/0")

    answers = asked(urls(3), ask)
    assert answers.pop("https://host1.se/0").code == "unreadable"
    assert answers == {"https://host0.se/0": 1, "https://host2.se/0": 1}
    assert "An unforeseen fault at https://host1.se/0" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_round_comes_to_an_end_though_an_asker_dies():
    def ask(job):
        raise SystemExit if job == "https://host0.se/0" else FeedError("missing")

    rounds = []
    asker = Thread(target=lambda: rounds.append(asked(urls(2), ask)), daemon=True)
    asker.start()
    asker.join(30)
    assert [list(answers) for answers in rounds] == [["https://host1.se/0"]]


def test_a_round_that_is_told_to_stop_waits_for_no_answer():
    stop, never = Event(), Event()
    calls = []

    def ask(job):
        calls.append(job)
        stop.set()
        never.wait(60)

    begun = monotonic()
    assert asked(urls(1, 3), ask, stop=stop) == {}
    assert monotonic() - begun < 30
    never.set()
    sleep(0.1)
    assert calls == ["https://host0.se/0"]


@pytest.mark.parametrize("jobs", [urls(1, 500), urls(100, 5)])
def test_askers_go_home_when_nobody_listens_any_more(jobs):
    before, calls = active_count(), []
    batches = result_batches(jobs, calls.append, address=str, spacing=0, stop=Event())
    next(batches)
    batches.close()
    end = monotonic() + 30
    while active_count() > before and monotonic() < end:
        sleep(0.01)
    assert active_count() == before
    assert len(calls) < len(jobs)


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://Blogg.SE/rss", "blogg.se"), ("http://127.0.0.1:8080/a", "127.0.0.1:8080")],
)
def test_politeness_counts_by_host_and_port(url, host):
    assert url_host(url) == host


@pytest.mark.parametrize(
    ("answer", "busy"), [(BUSY, True), (FeedError("missing"), False), (None, False)]
)
def test_only_a_host_that_says_so_is_busy(answer, busy):
    assert is_host_busy(answer) is busy


def parted(batch):
    """Even numbers are quiet."""
    return [each for each in batch if each % 2 == 0], [each for each in batch if each % 2]


def test_what_full_batches_brought_is_kept_together():
    full = [list(range(start, start + BATCH)) for start in range(0, 4 * BATCH, BATCH)]
    found = list(split_batches(full, parted))
    assert [len(quiet) for quiet, _ in found] == [BATCH // 2] * 4 + [0]
    assert [len(others) for _, others in found] == [0, BATCH, 0, BATCH, 0]


def test_what_was_brought_does_not_wait_for_slow_sources():
    found = list(split_batches([[1, 2], list(range(BATCH)), [1]], parted))
    assert [others for _, others in found] == [[1], [], [*range(1, BATCH, 2), 1], []]


def test_nothing_that_was_brought_is_left_behind():
    batches = [list(range(BATCH))]
    assert [others for _, others in split_batches(batches, parted)] == [
        [],
        list(range(1, BATCH, 2)),
    ]
