import gzip
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from helpers.core.feeds import refusal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.feeds import socket_limits
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.feeds.retrieval import (
    fetch_url,
    post_request,
    request_feed,
    status_error,
)
from katrineholm.socialhub.core.feeds.settings import Settings

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def fetch(server):
    """``get`` with the server's network allowed."""
    return partial(fetch_url, networks=server.networks)


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        (b"", "no_answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 101 + b"\r\n", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 70_000 + b"\r\n\r\n", "unreadable"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "unreadable"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "unreadable"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed", "unreadable"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", "malformed"),
    ],
)
def test_an_answer_against_the_rules_is_an_error_in_words(server, fetch, wire, code):
    server.plays("/", lambda request: [wire, None])
    assert refusal(fetch, server.url()).code == code


def test_a_hundred_header_lines_are_read(server, fetch):
    server.sends("/", b"HTTP/1.1 204 None\r\n" + b"A: b\r\n" * 99 + b"\r\n")
    assert fetch(server.url()).status == 204


PARTS = [
    *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/0.9", b"HTTP/1.1 100 C\r\n\r\n"),
    *(b"Content-Length: ", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n"),
    *(b"Content-Encoding: deflate\r\n", b"Location: ", b"Set-Cookie: ", b"\r\n", b"\r\n\r\n"),
    *(b"\n", b"\r", b"\0", b": ", b" ", b"\xff", b"0", b"5", b"-1", b"99999999999999999999"),
    *(b"5\r\nabcde\r\n", b"0\r\n\r\n", b"http://", b"//[", b"/", gzip.compress(b"x")),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.binary(max_size=8)), max_size=12))
def test_whatever_comes_over_the_wire_is_an_answer_or_an_error_in_words(server, fetch, parts):
    server.plays("/", lambda request: [b"HTTP/1.1 200 OK\r\n" + b"".join(parts), None])
    # Anything else that is raised fails the test.
    with suppress(FeedError):
        assert isinstance(fetch(server.url(), deadline=2), Response)


def chain(server, *statuses):
    """Redirects /0 → /1 → … with these statuses, to a feed at the end."""
    for number, status in enumerate(statuses):
        server.says(f"/{number}", b"passed on", status, Location=f"/{number + 1}")
    server.says(f"/{len(statuses)}", b"feed")
    return server.url("/0"), server.url(f"/{len(statuses)}")


@pytest.mark.parametrize(
    ("statuses", "lasting"),
    [
        ([301], True),
        ([308], True),
        ([301, 308, 301], True),
        ([302], False),
        ([303], False),
        ([307], False),
        ([301, 302], False),
        ([302, 301], False),
        ([], False),
    ],
)
def test_only_a_wholly_permanent_chain_is_a_move(server, fetch, statuses, lasting):
    start, end = chain(server, *statuses)
    answer = fetch(start)
    assert (answer.url, answer.body, answer.moved_to) == (end, b"feed", end if lasting else "")


def test_five_redirects_are_followed_and_no_more(server, fetch):
    assert fetch(chain(server, *[302] * 5)[0]).body == b"feed"
    error = refusal(fetch, chain(server, *[302] * 6)[0])
    assert (error.code, error.values) == ("too_many_redirects", {"limit": "5"})


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("file:///etc/passwd", "not_http"),
        ("ftp://example.com/", "not_http"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "not_http"),
        ("javascript:alert(1)", "not_http"),
        ("http://anna:b@example.com/", "userinfo"),
        ("http://example.com:22/", "port"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::ffff:169.254.169.254]/", "private"),
        ("http://10.0.0.1/", "private"),
        ("http://[::]/", "private"),
        ("http://a\\@127.0.0.1/", "malformed"),
        ("http://example.com/" + "a" * 2000, "too_long"),
    ],
)
def test_a_redirect_to_what_may_not_be_asked_is_refused(server, fetch, location, code):
    server.says("/", b"", 301, Location=location)
    assert refusal(fetch, server.url()).code == code


def through(server):
    """Every name is public, every public address leads to the server."""
    connect = lambda ip, port, seconds: socket_limits.connect("127.0.0.1", server.port, seconds)  # noqa: E731
    return {"resolve": lambda host: ["8.8.8.8"], "connect": connect}


def test_a_server_outside_cannot_send_us_into_the_operators_networks(server, fetch):
    server.says("/", b"", 301, Location=server.url("/inside"))
    server.says("/inside", b"secret")
    assert fetch(server.url("/")).body == b"secret"
    assert refusal(fetch, "http://feeds.example/", **through(server)).code == "private"


def test_a_redirect_by_name_is_looked_up_and_checked_again(server, fetch):
    server.says("/", b"", 302, Location="http://inside.example/")
    means = through(server)
    means["resolve"] = lambda host: ["10.0.0.1"] if host.startswith("inside") else ["8.8.8.8"]
    assert refusal(fetch, "http://feeds.example/", **means).code == "private"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("b", "/a/b"),
        ("?q=1", "/a/?q=1"),
        ("/å".encode().decode("latin-1"), "/%C3%A5"),
        ("/\xe5", "/%C3%A5"),
        ("/a b", "/a%20b"),
        ("//127.0.0.1:{port}/c#top", "/c"),
    ],
)
def test_a_location_in_any_usual_spelling_is_followed(server, fetch, location, path):
    server.says("/a/", b"", 302, Location=location.format(port=server.port))
    server.says(path, b"there")
    assert fetch(server.url("/a/")).body == b"there"


def test_a_redirect_without_a_location_is_the_answer_itself(server, fetch):
    server.says("/", b"", 301)
    assert fetch(server.url()).status == 301


def known(**values):
    return FeedState(
        **{"etag": 'W/"å\t1"', "last_modified": "yesterday", "whole_at": NOW, **values}
    )


def test_validators_are_sent_back_byte_for_byte(server, fetch):
    etag = 'W/"räk\xe5 \' quoted""'
    server.says("/", b"feed", ETag=etag, Last_Modified="Onsdag 25 nov, kl 12")
    answer = request_feed(server.url(), FeedState(), now=NOW, get=fetch)
    again = FeedState(answer.headers["etag"], answer.headers["last-modified"], "", NOW)
    request_feed(server.url(), again, now=NOW, get=fetch)
    sent = server.requests[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, "Onsdag 25 nov, kl 12")


def test_not_modified_is_an_answer(server, fetch):
    server.says("/", b"", 304, ETag='"new"')
    answer = request_feed(server.url(), known(), now=NOW, get=fetch)
    assert (answer.status, answer.headers["etag"], answer.whole) == (304, '"new"', False)


@pytest.mark.parametrize(
    ("whole_at", "whole"),
    [
        (None, True),
        (NOW, False),
        (NOW - timedelta(days=6, hours=23), False),
        (NOW - timedelta(days=7), True),
        (NOW + timedelta(days=1), True),
    ],
)
def test_at_least_once_in_seven_days_the_whole_is_asked_for(server, fetch, whole_at, whole):
    server.says("/", b"feed")
    assert request_feed(server.url(), known(whole_at=whole_at), now=NOW, get=fetch).whole is whole
    assert ("if-none-match" not in server.requests[0].headers) is whole


def test_without_validators_every_request_is_a_whole_one(server, fetch):
    server.says("/", b"feed")
    assert request_feed(server.url(), FeedState(whole_at=NOW), now=NOW, get=fetch).whole is True


def test_a_validator_that_cannot_be_sent_is_left_out(server, fetch):
    server.says("/", b"feed")
    broken = known(etag="a\r\nHost: b", last_modified="\u2603")
    assert request_feed(server.url(), broken, now=NOW, get=fetch).whole is True


HEADERS = {"Content-Type": "application/json"}


def sent(server, path="/", seconds=5, networks=None):
    settings = Settings(server.networks if networks is None else networks, agent="test")
    return post_request(server.url(path), b'{"a": 1}', HEADERS, seconds=seconds, settings=settings)


def test_what_is_sent_arrives(server):
    heard = []

    def play(request):
        heard.append((request.method, request.headers["content-type"]))
        yield b"HTTP/1.1 204 Done\r\nContent-Length: 0\r\n\r\n"
        yield None

    server.plays("/", play)
    assert sent(server).status == 204
    assert heard == [("POST", "application/json")]


def test_nobody_is_asked_in_a_network_that_is_not_allowed(server):
    server.says("/", b"")
    with pytest.raises(FeedError) as refused:
        sent(server, networks=())
    assert refused.value.code in ("private", "port")
    assert server.requests == []


def test_the_operators_networks_can_be_left_out(server):
    server.says("/", b"")
    with pytest.raises(FeedError):
        post_request(server.url(), b"", HEADERS, settings=Settings(server.networks), networks=())
    assert server.requests == []


def test_a_redirect_is_not_followed(server):
    server.says("/", b"", 307, Location=server.url("/inside"))
    server.says("/inside", b"")
    answer = sent(server)
    assert status_error(answer.status).code == "led_on"
    assert [each.path for each in server.requests] == ["/"]


def test_what_a_receiver_may_have_had_is_not_sent_twice(server):
    """A kept connection is hung up just as it is used again: nothing says what arrived."""
    server.plays("/", lambda request: [None] if heard() > 1 else [b"HTTP/1.1 204 Done\r\n\r\n"])
    heard = lambda: len(server.requests)  # noqa: E731
    settings = Settings(server.networks)
    assert post_request(server.url(), b"", HEADERS, settings=settings).status == 204
    with pytest.raises(FeedError) as refused:
        post_request(server.url(), b"", HEADERS, settings=settings)
    assert (refused.value.code, heard(), server.connections) == ("no_answer", 2, 1)


def test_a_slow_receiver_is_given_up(server):
    server.sends("/", b"HTTP/1.1 200 ", b"OK\r\n", b"\r\n", every=2)
    with pytest.raises(FeedError) as refused:
        sent(server, seconds=0.5)
    assert refused.value.code == "too_slow"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (301, "led_on"),
        (304, "led_on"),
        (400, "status"),
        (404, "status"),
        (410, "unwanted"),
        (429, "busy"),
        (500, "server_error"),
        (503, "busy"),
    ],
)
def test_a_status_says_what_became_of_it(status, code):
    assert status_error(status, 60).code == code
    assert str(status_error(status)).endswith(".")


@pytest.mark.parametrize("status", [200, 202, 204])
def test_what_is_taken_is_no_fault(status):
    assert status_error(status) is None
