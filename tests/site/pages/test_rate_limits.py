"""How often somebody may ask."""

from io import BytesIO

import pytest
from waitress.proxy_headers import proxy_headers_middleware
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

from katrineholm.socialhub.site.pages.rate_limits import (
    RateWindow,
    client_key,
    is_in_networks,
    untrusted_proxy,
)


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_so_many_may_ask_within_a_minute_and_the_next_hears_how_long_to_wait(clock):
    window = RateWindow(60, clock=clock)
    waits = []
    for moment in (0, 10, 20, 30, 59.5, 60, 61, 69, 70, 80):
        clock.now = 1000 + moment
        waits.append(window.wait_seconds("192.0.2.1", 3))
    assert waits == [0, 0, 0, 30, 1, 0, 9, 1, 0, 0]


def test_refused_questions_do_not_make_the_wait_longer(clock):
    window = RateWindow(60, clock=clock)
    window.wait_seconds("192.0.2.1", 1)
    clock.now += 50
    assert [window.wait_seconds("192.0.2.1", 1) for _ in range(5)] == [10] * 5
    clock.now += 10
    assert window.wait_seconds("192.0.2.1", 1) == 0


def test_a_lowered_limit_holds_at_once(clock):
    window = RateWindow(60, clock=clock)
    for _ in range(5):
        window.wait_seconds("192.0.2.1", 5)
        clock.now += 1
    assert window.wait_seconds("192.0.2.1", 2) == 58


@pytest.mark.parametrize(
    ("other", "waits"),
    [
        ("192.0.2.2", 0),
        ("192.0.2.1", 60),
        ("2001:db8:1:1:ffff::2", 0),
        ("::ffff:192.0.2.1", 60),
        ("::ffff:192.0.2.2", 0),
        ("", 0),
        ("unix:", 0),
    ],
)
def test_clients_are_counted_apart(clock, other, waits):
    window = RateWindow(60, clock=clock)
    window.wait_seconds("192.0.2.1", 1)
    assert window.wait_seconds(other, 1) == waits


@pytest.mark.parametrize(
    ("other", "waits"),
    [("2001:db8:1:1:ffff::2", 60), ("2001:db8:1:2::1", 0), ("2001:db8:1:1::1%eth0", 60)],
)
def test_a_network_of_one_visitor_is_counted_as_one(clock, other, waits):
    window = RateWindow(60, clock=clock)
    window.wait_seconds("2001:db8:1:1::1", 1)
    assert window.wait_seconds(other, 1) == waits


def test_memory_is_bounded_and_who_is_silent_the_longest_is_forgotten_first(clock):
    window = RateWindow(60, room=100, clock=clock)
    for number in range(1000):
        clock.now += 0.01
        assert window.wait_seconds(f"192.0.2.{number}", 1) == 0
    assert len(window) == 100
    assert window.wait_seconds("192.0.2.999", 1) > 0
    assert window.wait_seconds("192.0.2.1", 1) == 0


def test_nothing_is_remembered_longer_than_the_window(clock):
    window = RateWindow(60, clock=clock)
    for number in range(50):
        window.wait_seconds(f"192.0.2.{number}", 30)
    clock.now += 60
    window.wait_seconds("192.0.2.200", 30)
    assert len(window) == 1


def test_who_asks_is_counted_for_as_long_as_the_window(clock):
    window = RateWindow(60, clock=clock)
    times = []
    for moment in (0, 10, 20, 60, 75, 200):
        clock.now = 1000 + moment
        times.append(window.count_request("192.0.2.1"))
    assert times == [1, 2, 3, 3, 3, 1]
    assert window.count_request("192.0.2.2") == 1


def test_counting_keeps_within_the_memory_too(clock):
    window = RateWindow(60, room=10, clock=clock)
    assert [window.count_request("192.0.2.1") for _ in range(15)][:11] == [*range(1, 11), 11]
    assert len(window) <= 10


@pytest.mark.parametrize(
    ("client", "networks", "is_so"),
    [
        ("192.0.2.7", ["198.51.100.1", "192.0.2.0/24"], True),
        ("192.0.2.7", ["192.0.2.9/24"], True),
        ("::ffff:192.0.2.7", ["192.0.2.0/24"], True),
        ("2001:db8::7", ["192.0.2.0/24", "2001:db8::/48"], True),
        ("2001:db9::7", ["192.0.2.0/24", "2001:db8::/48"], False),
        ("192.0.2.7", [], False),
        ("", ["0.0.0.0/0"], False),
        ("unix:", ["0.0.0.0/0"], False),
    ],
)
def test_which_addresses_lie_in_a_network(client, networks, is_so):
    assert is_in_networks(client, networks) is is_so


@pytest.mark.parametrize(
    ("client", "bare"),
    [
        ("192.0.2.7:5678", "192.0.2.7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
    ],
)
def test_the_port_that_some_proxies_write_makes_nobody_another_client(client, bare):
    assert client_key(client) == client_key(bare)
    assert is_in_networks(client, ["192.0.2.0/24", "2001:db8::/32"])


VISITOR, PROXY = "192.0.2.1", "127.0.0.1"
FORWARDED = {"HTTP_X_FORWARDED_FOR": VISITOR, "HTTP_X_REAL_IP": VISITOR}


def request_behind(trusted, came_from=PROXY, clears=True, count=1, **headers):
    """A request as waitress hands it on to Zope."""
    handed_on = []
    waitress = proxy_headers_middleware(
        lambda environ, start: handed_on.append(environ),
        trusted_proxy=trusted,
        trusted_proxy_count=count,
        trusted_proxy_headers={"x-forwarded-for"},
        clear_untrusted=clears,
    )
    server = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REQUEST_METHOD": "GET"}
    waitress({**server, "REMOTE_ADDR": came_from, **headers}, None)
    return HTTPRequest(BytesIO(), handed_on[0], HTTPResponse(stdout=BytesIO()))


@pytest.mark.parametrize("name", FORWARDED)
def test_a_proxy_that_is_not_trusted_is_found(name):
    headers = {name: VISITOR}
    assert untrusted_proxy(request_behind(None, clears=False, **headers)) == PROXY
    assert untrusted_proxy(request_behind(None, **FORWARDED)) == PROXY
    assert untrusted_proxy(request_behind("10.0.0.1", **FORWARDED)) == PROXY


def test_no_proxy_and_a_trusted_one_are_fine():
    assert untrusted_proxy(request_behind(PROXY, **FORWARDED)) == ""
    assert untrusted_proxy(request_behind(None)) == ""
    behind_two = FORWARDED | {"HTTP_X_FORWARDED_FOR": f"198.51.100.7, {VISITOR}"}
    assert untrusted_proxy(request_behind(PROXY, **behind_two)) == ""
    sixth = {"HTTP_X_FORWARDED_FOR": "2001:db8::1", "HTTP_X_REAL_IP": "2001:db8::1"}
    assert untrusted_proxy(request_behind(PROXY, **sixth)) == ""
    nonsense = {"HTTP_X_REAL_IP": "unknown"}
    assert untrusted_proxy(request_behind(None, **nonsense)) == ""


OTHER = "10.0.0.1"
# nginx tells Varnish of the visitor in both headers; Varnish adds nginx to X-Forwarded-For.
BOTH = FORWARDED | {"HTTP_X_FORWARDED_FOR": f"{VISITOR}, {PROXY}"}


@pytest.mark.parametrize(
    ("how", "client", "warned_of"),
    [
        ({"trusted": None, "came_from": VISITOR}, VISITOR, ""),
        ({"trusted": PROXY, **FORWARDED}, VISITOR, ""),
        ({"trusted": None, **FORWARDED}, PROXY, PROXY),
        ({"trusted": PROXY, "count": 2, **BOTH}, VISITOR, ""),
        ({"trusted": PROXY, "count": 2, **BOTH, "HTTP_X_REAL_IP": PROXY}, VISITOR, ""),
        ({"trusted": PROXY, "count": 1, **BOTH}, PROXY, PROXY),
        ({"trusted": None, **BOTH}, PROXY, PROXY),
        ({"trusted": None, "clears": False, **BOTH, "came_from": OTHER}, OTHER, OTHER),
    ],
)
def test_one_is_warned_where_the_client_is_the_proxy(how, client, warned_of):
    request = request_behind(**how)
    assert (request.getClientAddr(), untrusted_proxy(request)) == (client, warned_of)
