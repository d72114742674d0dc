"""A service that answers from a table, as a connector's session meets it."""

import io
import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from helpers.core.downloads import data_of, torn, zipped

from katrineholm.socialhub.core.feeds.hop import Hop
from katrineholm.socialhub.core.feeds.response import Headers
from katrineholm.socialhub.core.sources.download_files import Upload
from katrineholm.socialhub.core.sources.download_reader import read_download
from katrineholm.socialhub.core.sources.session import Session

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
            *(connector.title, connector.host or "social.example", known, connector.fault),
            connector.header,
            send=service,
            sign=connector.sign,
        )
        return session, service

    return begin


@pytest.fixture(name="zipped")
def _zipped():
    """A function that makes a ZIP: ``zipped({"content/posts_1.json": [...]})``."""
    return zipped


@pytest.fixture(name="torn")
def _torn():
    """A function that tears a text's letters as Meta does."""
    return torn


@pytest.fixture
def bare():
    """A function that makes a file that comes by itself: ``bare("posts_1.json", [...])``."""
    return lambda name, content: Upload(name, io.BytesIO(data_of(content)))


@pytest.fixture
def posts():
    """A function that gives the posts of files by their paths: ``posts({path: content})``."""

    def posts(files):
        with read_download([zipped(files)]) as found:
            return found.posts

    return posts


@pytest.fixture
def report():
    """A function that gives the report on uploads: ``report(zipped({...}))``."""

    def report(*uploads):
        with read_download(uploads) as found:
            return found.report

    return report
