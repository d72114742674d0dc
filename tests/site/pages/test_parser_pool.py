import errno
import os
import signal
import subprocess
import sys
import time
from operator import add
from pathlib import Path
from threading import Thread

import pytest
from helpers.site.pages import killed

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.site.pages import parser_pool as module
from katrineholm.socialhub.site.pages import parser_process
from katrineholm.socialhub.site.pages.parser_pool import ParserPool, lower_priority


def test_a_call_is_made_in_another_process(pool):
    assert pool.run(add, 2, 3) == 5
    assert pool.run(os.getpid) != os.getpid()


def test_a_process_comes_from_one_that_has_read_in_all_it_needs_and_no_database(pool):
    other = ParserPool(processes=1)
    assert other.run(os.getppid) == pool.run(os.getppid) != os.getpid()
    loaded = "{'feedparser', 'ZODB', 'plone.api'} & set(__import__('sys').modules)"
    assert other.run(eval, loaded) == {"feedparser"}
    other.close()


def test_only_so_many_processes_take_turns(pool):
    assert len({pool.run(os.getpid) for _ in range(6)}) == pool.processes


def test_a_refusal_is_raised_here_as_it_was_there(pool):
    with pytest.raises(FeedError) as caught:
        pool.run(parse_feed, b"<!doctype html><title>Ej</title>")
    assert caught.value.code == "html"


def test_a_machine_that_is_too_busy_is_no_fault_of_the_document(caplog):
    """What waits uses no processor time: for the worker that is a process that never gets any."""
    parsers = ParserPool(processes=1)
    parsers.run(add, 1, 0)
    parsers.patience = 0.1
    assert killed(parsers, time.sleep, 60) == "overloaded"
    assert "No process could read a document" in caplog.text
    parsers.patience = 60
    assert parsers.run(add, 1, 0) == 1
    parsers.close()


def test_a_process_that_is_killed_from_outside_is_no_fault_of_the_document():
    parsers = ParserPool(processes=1)
    process = parsers.run(os.getpid)
    assert killed(parsers, os.kill, process, signal.SIGKILL) == "overloaded"
    parsers.close()


def test_a_process_that_has_ended_between_two_documents_is_replaced():
    parsers = ParserPool(processes=1)
    process = parsers.run(os.getpid)
    os.kill(process, signal.SIGKILL)
    while Path(f"/proc/{process}").exists():
        time.sleep(0.01)
    time.sleep(0.1)  # until what has started it has told of its end
    assert parsers.run(add, 1, 0) == 1
    parsers.close()


@pytest.mark.parametrize("broken", ["start", "begin"])
def test_a_process_that_cannot_start_is_no_fault_of_the_document(monkeypatch, caplog, broken):
    def fails(*_args):
        raise OSError(errno.EAGAIN, "no more processes")

    if broken == "start":
        monkeypatch.setattr(parser_process.context.Process, "start", fails)
    else:
        monkeypatch.setattr(parser_process, "serve_calls", sys.exit)
    parsers = ParserPool(processes=1)
    assert killed(parsers, add, 1, 0) == "overloaded"
    assert "No process could read a document" in caplog.text
    monkeypatch.undo()
    assert parsers.run(add, 1, 0) == 1
    parsers.close()


def test_closing_ends_what_is_under_way_and_starts_nothing_more(tmp_path):
    parsers, codes, line = ParserPool(processes=1), [], tmp_path / "line"
    process = parsers.run(os.getpid)
    os.mkfifo(line)
    stalled = Thread(target=lambda: codes.append(killed(parsers, Path.read_bytes, line)))
    stalled.start()
    with line.open("wb"):  # waits for the process to read, which it then does without end
        parsers.close()
        stalled.join(60)
    assert codes == ["overloaded"]
    assert not Path(f"/proc/{process}").exists()
    assert killed(parsers, os.getpid) == "overloaded"


@pytest.mark.parametrize("autogroup", ["", "missing"])
def test_a_worker_that_may_not_be_nice_among_sessions_works_all_the_same(tmp_path, autogroup):
    """What cannot be written to is a folder here, as even root cannot write to it."""
    code = f"""
import os
from pathlib import Path
from {module.__name__} import {lower_priority.__name__} as be_nice
before = os.nice(0)
be_nice(7, Path({str(tmp_path / autogroup)!r}))
print("at work", os.nice(0) - before)
"""
    command = [sys.executable, "-c", code]
    script = subprocess.run(
        command, capture_output=True, text=True, check=False, start_new_session=True
    )
    assert (script.stdout, script.stderr) == ("at work 7\n", "")


def test_processes_end_by_themselves_when_the_worker_is_killed():
    code = f"""
import os, signal
from {module.__name__} import {ParserPool.__name__} as Parsers
if __name__ == "__main__":
    parsers = Parsers()
    print(parsers.run(os.getpid), parsers.run(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    script = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert script.returncode == -signal.SIGKILL
    processes = [Path("/proc") / number for number in script.stdout.split()]
    end = time.monotonic() + 60
    while any(each.exists() for each in processes) and time.monotonic() < end:
        time.sleep(0.02)
    assert len(processes) == 2
    assert not any(each.exists() for each in processes)
