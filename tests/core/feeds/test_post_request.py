"""What is sent to a stranger's server goes by the guard, and is never led on."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.post_request import post_request, status_error
from katrineholm.socialhub.core.feeds.settings import Settings

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
