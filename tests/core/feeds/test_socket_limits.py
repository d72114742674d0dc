"""A line that stops at a deadline."""

import time

import pytest
from helpers.core.feeds import refusal

from katrineholm.socialhub.core.feeds import socket_limits


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", *[b"x"] * 99],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 99],
        [b"HTTP/1.1 200 OK\r\n", *[b"Name: value\r\n"] * 99],
        [b"HTTP/1.1 200 OK", *[b" "] * 99],
    ],
    ids=["slow body", "slow chunks", "slow headers", "slow first line"],
)
def test_a_slow_answer_is_cut_at_the_deadline(server, fetch, pieces):
    server.sends("/", *pieces, every=0.05)
    started = time.monotonic()
    error = refusal(fetch, server.url(), deadline=0.3)
    assert (error.code, error.values) == ("too_slow", {"seconds": "0.3"})
    assert time.monotonic() - started < 1


def test_the_deadline_is_for_all_redirects_together(server, fetch):
    head = b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n"
    server.sends("/", head, b"A: b\r\n", b"\r\n", every=0.1)
    assert refusal(fetch, server.url(), deadline=0.5).code == "too_slow"


def test_a_server_that_says_nothing_is_given_up(server, fetch):
    server.plays("/", lambda request: [b""] if server.closing.wait(2) else [])
    assert refusal(fetch, server.url(), deadline=0.2).code == "too_slow"


@pytest.mark.parametrize(
    ("each", "deadline", "said"),
    [(0.2, 5, "0.2"), (0.2, 0.1, "0.1"), (1, 1.2, "1.2")],
    ids=["silent for too long", "silent to the end", "silent near the end"],
)
def test_the_limit_that_was_hit_is_named(server, fetch, monkeypatch, each, deadline, said):
    monkeypatch.setattr(socket_limits, "READ_SECONDS", each)
    server.sends("/", b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", every=0.35)
    assert refusal(fetch, server.url(), deadline=deadline).values == {"seconds": said}


def test_nobody_listening_is_no_answer(fetch):
    assert str(refusal(fetch, "http://127.0.0.1:1/")) == "The server 127.0.0.1 does not answer."
