"""A web server on loopback that says exactly what a test tells it to, however wrong."""

import socketserver
import threading
from contextlib import contextmanager
from ipaddress import ip_network

import pytest

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
LED_ON = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
# Whole answers of which nothing can be made, by what is wrong with them.
HOSTILE = {
    "a chunk of less than nothing": CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n",
    "a chunk of minus one": CHUNKED + b"-1\r\nhello\r\n0\r\n\r\n",
    "a chunk larger than any number": CHUNKED + b"f" * 5000 + b"\r\nhello",
    "a chunk that is no number": CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n",
    "a chunk in letters of their own": CHUNKED + "å٥\r\nhello".encode(),
    "a chunk that is cut off": CHUNKED + b"50\r\nhello",
    "a 304 with chunks": b"HTTP/1.1 304 No\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
    "two lengths": OK + b"Content-Length: 5, 7\r\n\r\nhello",
    "a length of 400 digits": OK + b"Content-Length: " + b"9" * 400 + b"\r\n\r\nhello",
    "a length that does not come": OK + b"Content-Length: 50\r\n\r\nhello",
    "gzip that is none": OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    "deflate that is none": OK + b"Content-Encoding: deflate\r\nContent-Length: 5\r\n\r\nhello",
    "an encoding of its own": OK + "Content-Encoding: gžip\r\n\r\nhello".encode(),
    "a status that is none": b"HTTP/1.1 -1 No\r\nContent-Length: 0\r\n\r\n",
    "a status without end": b"HTTP/1.1 200 " + b"a" * 70_000 + b"\r\n\r\n",
    "another version": b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "nothing": b"",
    "a header without end": OK + b"X: " + b"a" * 70_000 + b"\r\n\r\n",
    "300 headers": OK + b"".join(b"X-%d: a\r\n" % n for n in range(300)) + b"\r\n",
    "a redirect to nowhere": LED_ON + b"http://[\r\n\r\n",
    "a redirect in bytes": LED_ON + b"http://\xff\xfe/\r\n\r\n",
}


class Request:
    """What a client asked: path, and header lines by lower-case name."""

    def __init__(self, head):
        first, *lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines if line)
        self.headers = {name.lower(): value.strip() for name, _, value in pairs}


class Server(socketserver.ThreadingTCPServer):
    """``requests`` are those that arrived, ``connections`` counts how many were opened."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    networks = (ip_network("127.0.0.0/8"),)

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.requests = []
        self.connections = 0
        self.closing = threading.Event()
        self.context = None
        self._plays = {}

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def says(self, path, body=b"", status=200, **headers):
        """Answer with a body; header names are written with low lines for hyphens."""
        lines = {"Content-Length": len(body), **{n.replace("_", "-"): headers[n] for n in headers}}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.sends(path, f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + body)

    def sends(self, path, *pieces, every=0):
        """Send these bytes as they are, with a pause between pieces, then wait for more."""
        self.plays(path, lambda request: _paced(pieces, every, self.closing))

    def hangs_up(self, path, answer):
        """Send these bytes and hang up."""
        self.plays(path, lambda request: [answer, None])

    def plays(self, path, function):
        """Call function(request): it gives pieces to send, None among them hangs up."""
        self._plays[path] = function

    def answer_at(self, path):
        """The function that answers at a path."""
        return self._plays[path]

    def play(self, request):
        self.requests.append(request)
        return self._plays[request.path](request)

    def handle_error(self, request, client_address):
        """A client that hangs up in the middle is what many tests are about."""


def _paced(pieces, every, closing):
    for piece in pieces:
        yield piece
        if every and closing.wait(every):
            return


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        if self.server.context:
            self.request = self.server.context.wrap_socket(self.request, server_side=True)
            self.setup()
        while head := self._head():
            for piece in self.server.play(Request(head)):
                if piece is None:
                    return
                self.request.sendall(piece)

    def _head(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return b""
            head += line
        return head


@pytest.fixture
def server():
    """A Server that listens."""
    with listening() as server:
        yield server


@contextmanager
def listening():
    """A Server as long as it is needed, for fixtures that live longer than a test."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
