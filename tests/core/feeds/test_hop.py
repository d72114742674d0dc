"""One request: its body unpacked, and read within the limit."""

import gzip
import tracemalloc
import zlib

import pytest
from helpers.core.feeds import refusal

MB = 2**20
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


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


@pytest.mark.usefixtures("tidy")
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


def test_the_text_of_a_redirect_is_not_read(server, fetch):
    server.says("/", b"x" * 6 * MB, 302, Location="/on")
    server.says("/on", b"there")
    assert fetch(server.url()).body == b"there"


def test_the_text_of_a_failure_may_be_slow_long_or_broken(server, fetch):
    server.says("/long", b"x" * 6 * MB, 404)
    server.sends("/cut", b"HTTP/1.1 404 N\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
    server.plays("/slow", lambda request: [b"HTTP/1.1 404 N\r\nContent-Length: 9\r\n\r\nxx"])
    statuses = [fetch(server.url(p), deadline=0.3).status for p in ("/long", "/slow", "/cut")]
    assert statuses == [404, 404, 404]
