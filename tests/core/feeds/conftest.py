"""The places that the tests of ``core/feeds`` share."""

import ssl
from functools import partial

import pytest
from helpers.core.feeds import CERTIFICATE

from katrineholm.socialhub.core.feeds.retrieval import fetch_url


@pytest.fixture
def fetch(server):
    """``fetch_url`` with the server's network allowed."""
    return partial(fetch_url, networks=server.networks)


@pytest.fixture
def tls_server(server):
    """The server, speaking TLS with a certificate that no authority has signed."""
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(CERTIFICATE)
    return server
