"""A web server on loopback that says exactly what a test tells it to, however wrong."""

import socketserver
import threading
from contextlib import contextmanager
from ipaddress import ip_network

import pytest


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
