"""A service that answers from a table, as a connector's session meets it."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from katrineholm.socialhub.core.connectors.session import Session
from katrineholm.socialhub.core.feeds.headers import Headers
from katrineholm.socialhub.core.feeds.hop import Hop

TOKEN = "IGAAsecret0token"


class Service:
    """Answers each request with what ``tell(method, path, query, body)`` gives, and notes it."""

    def __init__(self, tell):
        self.tell = tell
        self.asked = []
        self.headers = []

    def __call__(self, url, headers, *, method="GET", body=None, **means):
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        self.asked.append((method, parts.path, query))
        self.headers.append(headers)
        told = self.tell(method, parts.path, query, body)
        status, lines, data = told if isinstance(told, tuple) else (200, {}, told)
        raw = data if isinstance(data, bytes) else json.dumps(data).encode()
        return Hop(status, Headers(lines), raw, True)


@pytest.fixture
def talk():
    """``talk(connector, tell)``: a session with a service that answers so, and the service."""

    def begin(connector, tell, **secrets):
        service = Service(tell)
        known = {"token": TOKEN, **secrets}
        session = Session(
            *(connector.title, connector.host, known, connector.fault, connector.header),
            send=service,
            sign=connector.sign,
        )
        return session, service

    return begin
