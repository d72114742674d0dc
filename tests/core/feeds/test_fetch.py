import gzip
import pickle
import time
import tracemalloc
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from katrineholm.socialhub.core.feeds import line
from katrineholm.socialhub.core.feeds.answer import Answer, expect
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.fetch import ask, get
from katrineholm.socialhub.core.feeds.headers import Headers
from katrineholm.socialhub.core.feeds.model import Known

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MB = 2**20
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
def fetch(server):
    """``get`` with the server's network allowed."""
    return partial(get, networks=server.networks)


def refusal(call, *args, **kwargs):
    with pytest.raises(FeedError) as caught:
        call(*args, **kwargs)
    return caught.value


def test_an_answer_is_plain_data(server, fetch):
    server.says("/feed", b"<rss/>", ETag='"a"')
    answer = fetch(server.url("/feed"))
    assert answer == Answer(
        url=server.url("/feed"),
        status=200,
        headers=Headers({"Content-Length": "6", "ETag": '"a"'}),
        body=b"<rss/>",
    )
    assert answer.headers["Etag"] == answer.headers["eTAG"] == '"a"'
    assert pickle.loads(pickle.dumps(answer)) == answer


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress)],
)
def test_a_packed_body_is_unpacked(server, fetch, coding, pack):
    server.says("/", pack(b"text" * 999), Content_Encoding=coding)
    assert fetch(server.url()).body == b"text" * 999


def test_a_raw_deflate_body_is_unpacked_too(server, fetch):
    packer = zlib.compressobj(wbits=-15)
    server.says("/", packer.compress(b"text") + packer.flush(), Content_Encoding="deflate")
    assert fetch(server.url()).body == b"text"


def test_a_chunked_body_is_put_together(server, fetch):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.sends("/", head, b"3\r\nabc\r\n", b"2;x=y\r\nde\r\n", b"0\r\nTrailer: x\r\n\r\n")
    assert [fetch(server.url()).body for _ in range(2)] == [b"abcde"] * 2
    assert server.connections == 1


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "exotic"])
def test_a_coding_that_was_not_asked_for_cannot_be_read(server, fetch, coding):
    server.says("/", b"whatever", Content_Encoding=coding)
    assert refusal(fetch, server.url()).code == "unreadable"
    assert server.requests[0].headers["accept-encoding"] == "gzip, deflate"


def bomb(wbits):
    packer = zlib.compressobj(9, wbits=wbits)
    return b"".join(packer.compress(bytes(MB)) for _ in range(16)) + packer.flush()


def chunked(data, size=60_000):
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
@pytest.mark.parametrize("as_chunks", [False, True])
def test_a_bomb_is_stopped_at_the_limit_and_memory_stays_flat(
    server, fetch, coding, wbits, as_chunks
):
    packed = bomb(wbits)
    if as_chunks:
        head = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {coding}\r\n"
        server.sends("/", head.encode() + b"\r\n" + chunked(packed))
    else:
        server.says("/", packed, Content_Encoding=coding)
    tracemalloc.start()
    error = refusal(fetch, server.url())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (error.code, error.values) == ("too_big", {"limit": "5"})
    assert peak < 8 * MB


def endless(beginning, piece):
    def play(request):
        yield beginning
        while True:
            yield piece

    return play


@pytest.mark.parametrize(
    ("beginning", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"8000\r\n" + b"x" * 32768 + b"\r\n",
        ),
        (CHUNKED + b"0\r\n", b"Trailer: x\r\n" * 4096),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 4096),
    ],
    ids=["body", "chunks", "trailers", "interim answers"],
)
def test_an_endless_answer_is_stopped_at_the_limit(server, fetch, beginning, piece):
    server.plays("/", endless(beginning, piece))
    assert refusal(fetch, server.url(), deadline=5).code == "too_big"


def test_a_body_that_announces_its_size_is_not_even_begun(server, fetch):
    server.sends("/", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")
    assert refusal(fetch, server.url(), limit=3 * MB).values == {"limit": "3"}


def test_a_body_of_exactly_the_limit_is_taken(server, fetch):
    server.says("/", b"x" * MB)
    assert len(fetch(server.url(), limit=MB).body) == MB
    assert refusal(fetch, server.url(), limit=MB - 1).code == "too_big"


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
    [(0.2, 5, "0.2"), (0.2, 0.1, "0.1"), (0.4, 0.6, "0.6")],
    ids=["silent for too long", "silent to the end", "silent near the end"],
)
def test_the_limit_that_was_hit_is_named(server, fetch, monkeypatch, each, deadline, said):
    monkeypatch.setattr(line, "READ_SECONDS", each)
    server.sends("/", b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", every=0.35)
    assert refusal(fetch, server.url(), deadline=deadline).values == {"seconds": said}


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


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.binary(max_size=8)), max_size=12))
def test_whatever_comes_over_the_wire_is_an_answer_or_an_error_in_words(server, fetch, parts):
    server.plays("/", lambda request: [b"HTTP/1.1 200 OK\r\n" + b"".join(parts), None])
    # Anything else that is raised fails the test.
    with suppress(FeedError):
        assert isinstance(fetch(server.url(), deadline=2), Answer)


def test_nobody_listening_is_no_answer(fetch):
    assert str(refusal(fetch, "http://127.0.0.1:1/")) == "The server 127.0.0.1 does not answer."


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
    connect = lambda ip, port, seconds: line.connect("127.0.0.1", server.port, seconds)  # noqa: E731
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


def test_the_text_of_a_redirect_is_not_read(server, fetch):
    server.says("/", b"x" * 6 * MB, 302, Location="/on")
    server.says("/on", b"there")
    assert fetch(server.url()).body == b"there"


def test_a_redirect_without_a_location_is_the_answer_itself(server, fetch):
    server.says("/", b"", 301)
    assert fetch(server.url()).status == 301


def test_the_text_of_a_failure_may_be_slow_long_or_broken(server, fetch):
    server.says("/long", b"x" * 6 * MB, 404)
    server.sends("/cut", b"HTTP/1.1 404 N\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
    server.plays("/slow", lambda request: [b"HTTP/1.1 404 N\r\nContent-Length: 9\r\n\r\nxx"])
    statuses = [fetch(server.url(p), deadline=0.3).status for p in ("/long", "/slow", "/cut")]
    assert statuses == [404, 404, 404]


def known(**values):
    return Known(**{"etag": 'W/"å\t1"', "last_modified": "yesterday", "whole_at": NOW, **values})


def test_validators_are_sent_back_byte_for_byte(server, fetch):
    etag = 'W/"räk\xe5 \' quoted""'
    server.says("/", b"feed", ETag=etag, Last_Modified="Onsdag 25 nov, kl 12")
    answer = ask(server.url(), Known(), now=NOW, get=fetch)
    again = Known(answer.headers["etag"], answer.headers["last-modified"], "", NOW)
    ask(server.url(), again, now=NOW, get=fetch)
    sent = server.requests[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == (etag, "Onsdag 25 nov, kl 12")


def test_not_modified_is_an_answer(server, fetch):
    server.says("/", b"", 304, ETag='"new"')
    answer = ask(server.url(), known(), now=NOW, get=fetch)
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
    assert ask(server.url(), known(whole_at=whole_at), now=NOW, get=fetch).whole is whole
    assert ("if-none-match" not in server.requests[0].headers) is whole


def test_without_validators_every_request_is_a_whole_one(server, fetch):
    server.says("/", b"feed")
    assert ask(server.url(), Known(whole_at=NOW), now=NOW, get=fetch).whole is True


def test_a_validator_that_cannot_be_sent_is_left_out(server, fetch):
    server.says("/", b"feed")
    broken = known(etag="a\r\nHost: b", last_modified="\u2603")
    assert ask(server.url(), broken, now=NOW, get=fetch).whole is True


@pytest.mark.parametrize(
    ("status", "lines", "error"),
    [
        (410, {}, ("gone", None)),
        (404, {}, ("missing", None)),
        (401, {}, ("forbidden", None)),
        (403, {}, ("forbidden", None)),
        (403, {"cf-mitigated": "challenge"}, ("challenged", None)),
        (405, {"x-amzn-waf-action": "challenge"}, ("challenged", None)),
        (429, {"Retry-After": "120"}, ("busy", 120)),
        (429, {}, ("busy", None)),
        (503, {"Retry-After": "Wed, 25 Nov 2026 12:01:00 GMT"}, ("busy", 60)),
        (503, {"Retry-After": "-5"}, ("busy", None)),
        (429, {"Retry-After": "999999"}, ("busy", 28800)),
        (500, {}, ("server_error", None)),
        (599, {}, ("server_error", None)),
        (418, {}, ("status", None)),
        (206, {}, ("status", None)),
        (300, {}, ("status", None)),
        (304, {}, ("status", None)),
        (204, {}, ("empty", None)),
    ],
)
def test_every_other_status_is_an_error_in_words(status, lines, error):
    answer = Answer("https://example.com/", status, Headers(lines), b"text")
    caught = refusal(expect, answer, now=NOW)
    assert (caught.code, caught.retry_after) == error


def test_an_empty_feed_document_is_an_error():
    assert refusal(expect, Answer("https://example.com/", 200), now=NOW).code == "empty"


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_page_that_wants_to_see_a_human_is_told_from_others(status):
    page = b"<html><script>window._cf_chl_opt={}</script>"
    answer = Answer("https://a.se/", status, Headers({"Content-Type": "text/html"}), page)
    assert refusal(expect, answer, now=NOW).code == "challenged"


def test_a_feed_that_writes_about_such_pages_is_a_feed():
    answer = Answer("https://a.se/", 200, Headers({"Content-Type": "text/xml"}), b"_cf_chl_opt")
    assert expect(answer, now=NOW) is answer
