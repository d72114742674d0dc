"""The demonstration's interface on loopback, for tests that connect an account with it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from cryptography.fernet import Fernet

from katrineholm.socialhub.core.feeds import settings
from katrineholm.socialhub.core.sources import environment, vault

DEMO = Path(__file__).parents[1] / "demo"
TOKEN = "IGAA0this0is0a0token0that0nobody0may0see"
APP = "1234567890|0secret0of0the0app0"
# Where people log in, and where codes are exchanged.
LOGIN_HOSTS = ("www.instagram.com", "api.instagram.com", "www.facebook.com", "social.example")
HOST, BY_PAGES = "graph.instagram.com", "graph.facebook.com"
NUMBER = "17841400000000001"
ADDRESS = f"https://{HOST}/{NUMBER}/posts"


def _loaded(name):
    spec = spec_from_file_location(name, DEMO / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


played, login = _loaded("interface"), _loaded("login")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        interface = self.server.interface
        asked = self.command, parts.path, query, self.headers, sent
        status, lines, data = interface.answer(*asked)
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        if not status:  # the connection is cut
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in {**lines, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *ignored):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client hangs up when it likes."""


def posts(number, picture=""):
    """So many posts, the newest first."""
    found = range(number, 0, -1)
    return [
        {
            "id": f"1801234567890{each:04}",
            "caption": f"Inlägg {each} #bad",
            "media_type": "IMAGE",
            "permalink": f"https://www.instagram.com/p/Post{each:04}/",
            "timestamp": f"2026-{1 + each // 28:02}-{1 + each % 28:02}T10:00:00+0000",
            "username": "kulturen",
        }
        | ({"media_url": f"{picture}?n={each}", "alt_text": f"Bild {each}"} if picture else {})
        for each in found
    ]


@pytest.fixture
def interface():
    """A service with one account, ``kulturen``, of three posts; ``TOKEN`` opens it.

    The site's process has a key to keep tokens by, and asks this service.
    """
    service = played.Interface({TOKEN: played.Account(NUMBER, "kulturen", posts(3))})
    server = Server(("127.0.0.1", 0), Handler)
    server.interface, service.server = service, server
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        base = f"http://127.0.0.1:{server.server_port}"
        patch.setenv("SOCIALHUB_INTERFACES", f"{HOST}={base} {BY_PAGES}={base}")
        patch.setenv("SOCIALHUB_KEYS", Fernet.generate_key().decode())
        patch.setenv("SOCIALHUB_ALLOWED_NETWORKS", "127.0.0.0/8")
        _forget()
        yield service
    _forget()
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(interface, monkeypatch):
    """Where people log in at the service, as ``kulturen``; Mastodon's server is it, too."""
    base = environment.base_url(HOST)
    hosts = " ".join(f"{each}={base}" for each in (HOST, BY_PAGES, *LOGIN_HOSTS))
    monkeypatch.setenv("SOCIALHUB_INTERFACES", hosts)
    monkeypatch.setenv("SOCIALHUB_APPS", f"instagram={APP} facebook={APP}")
    _forget()
    interface.server.interface = found = login.Desk(interface, {"kulturen": TOKEN}, wraps=True)
    yield found
    monkeypatch.undo()
    _forget()


@pytest.fixture
def app(interface, monkeypatch):
    """The municipality's own app at Meta, number|secret, as the operator has set it."""
    monkeypatch.setenv("SOCIALHUB_META_APP", "12345|0secret0of0the0app0")
    _forget()
    yield "12345|0secret0of0the0app0"
    monkeypatch.undo()
    _forget()


def _forget():
    found = (environment.base_url, environment.default_meta_app, environment.default_apps)
    for cached in (*found, vault.default_vault, settings.default_settings):
        cached.cache_clear()
