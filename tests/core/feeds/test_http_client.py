import os
import threading
from functools import partial

import pytest
from helpers.core.feeds import CERTIFICATE, PUBLIC, Wire, names
from webserver import HOSTILE

from katrineholm.socialhub.core.feeds import http_client, socket_limits
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.http_client import open_url
from katrineholm.socialhub.core.feeds.retrieval import fetch_url
from katrineholm.socialhub.core.feeds.settings import Settings, read_settings


def code(call):
    with pytest.raises(FeedError) as refusal:
        call()
    return refusal.value.code


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "168.63.129.16", "0.0.0.0"),
        *("::1", "::127.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0", "fec0::1", "fd00::1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2a00:1450::5efe:10.0.0.1"),
    ],
)
def test_a_name_that_leads_inside_is_refused_before_anything_is_dialled(server, ip):
    wire = Wire(server)
    assert code(lambda: fetch_url("http://feeds.example/", resolve=names([ip]), connect=wire)) == (
        "private"
    )
    assert wire.dialled == []


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(server):
    server.says("/", b"ok", Connection="close")
    wire = Wire(server)
    rebinding = names([PUBLIC], ["127.0.0.1"])
    fetch = partial(fetch_url, "http://feeds.example/", resolve=rebinding, connect=wire)
    assert fetch().body == b"ok"
    assert code(fetch) == "private"
    assert wire.dialled == [(PUBLIC, 80)]


def test_private_addresses_of_a_name_are_skipped_and_the_public_one_is_used(server):
    server.says("/", b"ok")
    wire = Wire(server)
    mixed = names(["127.0.0.1", "::1", PUBLIC])
    assert fetch_url("http://feeds.example/", resolve=mixed, connect=wire).body == b"ok"
    assert wire.dialled == [(PUBLIC, 80)]


def test_the_next_address_is_tried_where_the_first_is_dead(server):
    server.says("/", b"ok")
    dead = "2a00:1450:400f:80d::200e"
    wire = Wire(server, dead=[dead])
    both = names([dead, PUBLIC])
    assert fetch_url("http://feeds.example/", resolve=both, connect=wire).body
    assert wire.dialled == [(dead, 80), (PUBLIC, 80)]


def test_a_host_none_of_whose_addresses_answers_gives_no_answer(server):
    wire = Wire(server, dead=[PUBLIC])
    assert code(
        lambda: fetch_url("http://feeds.example/", resolve=names([PUBLIC]), connect=wire)
    ) == ("no_answer")


def test_a_name_that_does_not_exist_is_not_found():
    def nowhere(host):
        raise OSError(-2, "Name or service not known")

    assert code(lambda: fetch_url("http://feeds.example/", resolve=nowhere)) == "not_found"


def test_a_slow_resolver_is_given_up_at_the_deadline():
    asleep = threading.Event()
    slow = lambda host: asleep.wait(5) and []  # noqa: E731
    assert (
        code(lambda: fetch_url("http://feeds.example/", resolve=slow, deadline=0.2)) == "too_slow"
    )
    asleep.set()


def test_the_host_keeps_its_name_though_a_number_is_dialled(server):
    server.says("/")
    fetch_url("http://feeds.example/", resolve=names([PUBLIC]), connect=Wire(server))
    assert server.requests[0].headers["host"] == "feeds.example"


def test_one_connection_serves_many_requests(server):
    server.says("/a", b"a")
    server.says("/b", b"", 304)
    for path in ("/a", "/b", "/a", "/b"):
        fetch_url(server.url(path), networks=server.networks)
    assert server.connections == 1


def test_a_kept_connection_is_not_used_under_stricter_rules(server):
    server.says("/", b"ok")
    assert fetch_url(server.url(), networks=server.networks).body == b"ok"
    assert code(lambda: fetch_url(server.url(), networks=())) == "private"


def test_a_kept_connection_that_was_hung_up_is_replaced(server):
    server.plays("/", lambda request: [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", None])
    bodies = [fetch_url(server.url(), networks=server.networks).body for _ in range(3)]
    assert bodies == [b"ok"] * 3


def test_a_connection_that_is_hung_up_just_when_it_is_used_again_is_replaced(server):
    def every_other(request):
        return [None] if len(server.requests) == 2 else [b"HTTP/1.1 204 None\r\n\r\n"]

    server.plays("/", every_other)
    statuses = [fetch_url(server.url(), networks=server.networks).status for _ in range(2)]
    assert (statuses, len(server.requests)) == ([204, 204], 3)


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_stranger_answers_is_a_refusal(server, answer):
    server.hangs_up("/", answer)
    assert code(lambda: fetch_url(server.url(), networks=server.networks)) in (
        *("unreadable", "no_answer", "too_big", "malformed", "not_found"),
    )


def test_what_fails_with_a_broken_body_has_failed_all_the_same(server):
    server.hangs_up("/", HOSTILE["a chunk of less than nothing"].replace(b"200 OK", b"503 No"))
    assert fetch_url(server.url(), networks=server.networks).status == 503


def test_a_connection_on_which_something_is_still_to_come_is_not_used_again(server):
    server.sends("/", b"HTTP/1.1 302 Found\r\nLocation: /on\r\nContent-Length: 5\r\n\r\n")
    server.says("/on", b"ok")
    assert fetch_url(server.url(), networks=server.networks).body == b"ok"
    assert server.connections == 2


def test_many_redirects_do_not_use_up_the_kept_connections(server):
    server.says("/", b"text", 302, Location="/on")
    server.says("/on", b"ok")
    for _ in range(20):
        assert fetch_url(server.url(), networks=server.networks).body == b"ok"
    before = server.connections
    fetch_url(server.url("/on"), networks=server.networks)
    assert server.connections == before


def test_a_forked_process_opens_connections_of_its_own(server):
    server.says("/", b"ok")
    fetch_url(server.url(), networks=server.networks)
    child = os.fork()
    if not child:
        os._exit(fetch_url(server.url(), networks=server.networks).body != b"ok")
    assert os.waitpid(child, 0)[1] == 0
    fetch_url(server.url(), networks=server.networks)
    assert (server.connections, len(server.requests)) == (2, 3)


def test_threads_that_begin_at_once_share_what_they_trust(server):
    server.says("/", b"ok")
    settings, together, found = Settings(networks=server.networks), threading.Barrier(8), []

    def fetch():
        together.wait()
        with (
            socket_limits.within_allowance(socket_limits.Allowance(20, 100)),
            open_url(server.url(), {}, settings=settings) as it,
        ):
            found.append(it.connection)

    for kept in (http_client._client, http_client._tls_context):
        kept.cache_clear()
    threads = [threading.Thread(target=fetch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert [
        kept.cache_info().misses for kept in (http_client._client, http_client._tls_context)
    ] == [1, 1]


def test_threads_do_not_mix_their_limits(server):
    server.sends("/slow", b"HTTP/1.1 200 OK\r\n", *[b"A: b\r\n"] * 40, every=0.05)
    server.says("/", b"ok")
    found = []
    slow = lambda: found.append(  # noqa: E731
        code(lambda: fetch_url(server.url("/slow"), networks=server.networks, deadline=0.2))
    )
    thread = threading.Thread(target=slow)
    thread.start()
    bodies = {fetch_url(server.url(), networks=server.networks).body for _ in range(50)}
    thread.join()
    assert (found, bodies) == (["too_slow"], {b"ok"})


def test_cookies_are_not_kept(server):
    server.says("/", b"ok", Set_Cookie="a=b")
    for _ in range(2):
        fetch_url(server.url(), networks=server.networks)
    assert "cookie" not in server.requests[1].headers


def test_proxies_and_logins_around_the_process_are_not_used(server, tmp_path):
    server.says("/", b"ok")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b")
    around = {"http_proxy": "http://127.0.0.1:1", "HOME": str(tmp_path)}
    before = {name: os.environ.get(name) for name in around}
    os.environ.update(around)
    try:
        assert fetch_url(server.url(), networks=server.networks).body == b"ok"
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    assert "authorization" not in server.requests[0].headers


def proxied(server, **more):
    return partial(fetch_url, settings=Settings(proxy=server.url(""), **more))


def test_the_operators_proxy_is_used(server):
    server.says("http://feeds.example/a", b"through")
    fetch = proxied(server)
    assert fetch("http://feeds.example/a", resolve=names([PUBLIC])).body == b"through"


def test_a_private_name_is_not_handed_to_the_proxy(server):
    fetch = proxied(server)
    for found in (["10.0.0.1"], [PUBLIC, "10.0.0.1"]):
        assert code(lambda f=found: fetch("http://feeds.example/a", resolve=names(f))) == "private"
    assert server.requests == []


def test_a_name_that_only_the_proxy_knows_is_left_to_it(server):
    server.says("http://feeds.example/a", b"through")
    fetch = proxied(server)
    assert fetch("http://feeds.example/a", resolve=names([])).body == b"through"


def test_the_operators_own_networks_are_reached_without_the_proxy(server):
    server.says("/", b"straight")
    fetch = partial(
        fetch_url, settings=Settings(proxy="http://127.0.0.1:1", networks=server.networks)
    )
    assert fetch(server.url()).body == b"straight"


def test_the_deadline_holds_through_a_proxy(server):
    server.sends("http://feeds.example/", b"HTTP/1.1 200 OK\r\n", *[b"A: b\r\n"] * 40, every=0.1)
    fetch = proxied(server)
    assert code(lambda: fetch("http://feeds.example/", resolve=names([PUBLIC]), deadline=0.4)) == (
        "too_slow"
    )


def test_a_proxy_inside_makes_no_server_behind_it_one_of_ours(server):
    server.says("http://feeds.example/", b"", 302, Location=server.url("/inside"))
    server.says("/inside", b"secret")
    fetch = proxied(server, networks=server.networks)
    assert code(lambda: fetch("http://feeds.example/", resolve=names([PUBLIC]))) == "private"


def test_a_dead_proxy_gives_no_answer():
    fetch = partial(fetch_url, settings=Settings(proxy="http://127.0.0.1:1"))
    assert code(lambda: fetch("http://feeds.example/", resolve=names([PUBLIC]))) == "no_answer"


def test_a_certificate_that_nobody_vouches_for_is_insecure(tls_server):
    url = tls_server.url(scheme="https")
    assert code(lambda: fetch_url(url, networks=tls_server.networks)) == "insecure"


def test_the_operator_can_trust_another_authority(tls_server):
    tls_server.says("/", b"ok")
    trusting = read_settings({"SSL_CERT_FILE": str(CERTIFICATE)})
    wire = Wire(tls_server)
    fetch = partial(fetch_url, settings=trusting, resolve=names([PUBLIC]), connect=wire)
    assert fetch("https://feeds.example/").body == b"ok"
    assert code(lambda: fetch("https://stranger.example/")) == "insecure"


def test_the_deadline_holds_inside_tls(tls_server):
    tls_server.sends("/", b"HTTP/1.1 200 OK\r\n", *[b"A: b\r\n"] * 40, every=0.1)
    fetch = partial(
        fetch_url,
        settings=read_settings({"SSL_CERT_FILE": str(CERTIFICATE)}),
        networks=tls_server.networks,
    )
    with pytest.raises(FeedError) as refusal:
        fetch(tls_server.url(scheme="https"), deadline=0.3)
    assert (refusal.value.code, refusal.value.values) == ("too_slow", {"seconds": "0.3"})


def test_a_redirect_from_https_to_http_is_followed_but_is_no_move(tls_server):
    def go_plain(request):
        tls_server.context = None
        yield b"HTTP/1.1 301 Moved\r\nLocation: http://feeds.example/plain\r\n\r\n"

    tls_server.plays("/", go_plain)
    tls_server.says("/plain", b"ok")
    answer = fetch_url(
        "https://feeds.example/",
        settings=read_settings({"SSL_CERT_FILE": str(CERTIFICATE)}),
        resolve=names([PUBLIC]),
        connect=Wire(tls_server),
    )
    assert (answer.url, answer.body, answer.moved_to) == ("http://feeds.example/plain", b"ok", "")
