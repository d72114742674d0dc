"""What a person hands in is read beside the site's threads, and comes to an end."""

import os
import time
from datetime import UTC, datetime
from operator import add
from threading import Thread

import pytest

from katrineholm.socialhub.core.feeds import source_description
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.feeds.source_description import Description, description_json
from katrineholm.socialhub.site.pages import parser_calls as module
from katrineholm.socialhub.site.pages.parser_calls import run_in_parser


def test_what_a_person_has_written_is_done_apart_and_comes_to_an_end():
    assert run_in_parser(add, 2, 3) == 5
    # Two trees that look alike, each branch of which is the same one: few steps, no end.
    tree = "a" + " | [@, @]" * 60
    endless = Description("json", f"[{tree}, {tree}] | [[0] == [1]]", title="@")
    asked = (b'{"a": {}}', "", "https://example.se/", datetime.now(UTC), description_json(endless))
    with pytest.raises(FeedError) as caught:
        run_in_parser(
            source_description.parse_described_source, *asked, seconds=1, ended="endless_expression"
        )
    assert caught.value.code == "endless_expression"
    with pytest.raises(FeedError) as caught:
        run_in_parser(parse_feed, b"<!doctype html><title>Ej</title>")
    assert caught.value.code == "html"


def test_a_process_is_used_again_and_pages_come_first():
    processes = {run_in_parser(os.getpid) for _ in range(6)}
    assert len(processes) == module.PROCESSES
    assert run_in_parser(os.nice, 0) == os.nice(0) + module.NICENESS


def test_what_takes_too_much_memory_is_given_up_and_the_next_is_read():
    with pytest.raises(FeedError) as caught:
        run_in_parser(bytearray, 2**30)
    assert caught.value.code == "too_heavy"
    assert run_in_parser(add, 2, 3) == 5


def test_one_thread_of_four_is_left_to_visitors():
    """Two are read and one waits: whoever comes then is told so at once."""
    codes, threads = [], [Thread(target=run_in_parser, args=(time.sleep, 1)) for _ in range(3)]
    for each in threads:
        each.start()
    began = time.monotonic()
    while not codes and time.monotonic() < began + 1:
        try:
            run_in_parser(add, 1, 1)
        except FeedError as error:
            codes.append(error.code)
    for each in threads:
        each.join()
    assert codes == ["overloaded"]
    assert run_in_parser(add, 2, 3) == 5
