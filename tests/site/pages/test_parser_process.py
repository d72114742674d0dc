"""A process that parses: its time, its signals, its end."""

import os
import signal
import sys
import time
from operator import add
from pathlib import Path
from threading import Thread

import pytest
from helpers.site.pages import killed

from katrineholm.socialhub.site.pages.parser_pool import ParserPool


@pytest.fixture
def hasty():
    """Little processor time, and a long wait for it: a busy machine changes no outcome."""
    parsers = ParserPool(seconds=1)
    yield parsers
    parsers.close()


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (os._exit, (3,)),
        (os.abort, ()),
        (int, ("not a number",)),
        (sys.exit, ()),
        (Path.open, (Path(os.devnull),)),  # what it returns cannot be sent
    ],
)
def test_a_document_that_ends_its_process_is_refused_and_the_next_is_read(hasty, function, args):
    assert killed(hasty, function, *args) == "bad_feed"
    assert [hasty.run(add, 1, number) for number in range(3)] == [1, 2, 3]


def test_a_document_that_stalls_its_process_costs_that_document_only(hasty):
    codes = []
    stalled = Thread(target=lambda: codes.append(killed(hasty, sum, range(10**12))))
    stalled.start()
    assert [hasty.run(add, 1, number) for number in range(5)] == [1, 2, 3, 4, 5]
    stalled.join()
    assert codes == ["bad_feed"]
    assert len({hasty.run(os.getpid) for _ in range(4)}) == 2


def test_processor_time_is_allowed_to_each_document_anew():
    parsers = ParserPool(processes=1, seconds=1)
    process = parsers.run(os.getpid)
    while parsers.run(time.process_time) < 2.5:
        parsers.run(sum, range(5_000_000))
        assert parsers.run(os.getpid) == process
    parsers.close()


def test_a_process_does_not_hear_the_signals_that_are_meant_for_the_worker(pool):
    process = pool.run(os.getpid)
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(process, number)
    assert process in {pool.run(os.getpid) for _ in range(2)}


def test_a_process_is_replaced_after_many_documents():
    parsers = ParserPool(processes=1, tasks=2)
    seen = [parsers.run(os.getpid) for _ in range(4)]
    parsers.close()
    assert seen[0] == seen[1] != seen[2] == seen[3]
