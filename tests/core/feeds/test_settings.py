"""What the operator decides in the environment."""

from functools import partial

import pytest
from helpers.core.feeds import CERTIFICATE, PUBLIC, Wire, names

from katrineholm.socialhub.core.feeds.retrieval import fetch_url
from katrineholm.socialhub.core.feeds.settings import read_settings


def logged_in(tmp_path, text):
    (tmp_path / "netrc").write_text(text)
    return read_settings(
        {"SOCIALHUB_NETRC": str(tmp_path / "netrc"), "SSL_CERT_FILE": str(CERTIFICATE)}
    )


def test_the_operators_login_goes_to_its_very_host_and_never_after_a_redirect_elsewhere(
    tls_server, tmp_path
):
    settings = logged_in(
        tmp_path,
        "machine feeds.example login anna password hemlig\n"
        "machine other.example login bo password hemlig\n"
        "default login a password b",
    )
    tls_server.says("/", b"ok")
    tls_server.says("/on", b"", 302, Location="https://feeds.example/away")
    tls_server.says("/away", b"", 302, Location="https://other.example/back")
    tls_server.says("/back", b"", 302, Location="https://feeds.example/")
    fetch = partial(fetch_url, settings=settings, resolve=names([PUBLIC]), connect=Wire(tls_server))
    assert fetch("https://feeds.example/on").body == b"ok"
    sent = {request.path: request.headers.get("authorization") for request in tls_server.requests}
    anna = "Basic YW5uYTpoZW1saWc="
    assert sent == {"/on": anna, "/away": anna, "/back": None, "/": None}
    assert settings.logins.keys() == {"feeds.example", "other.example"}


def test_a_login_is_not_sent_in_the_clear_nor_to_others(server, tmp_path):
    settings = logged_in(tmp_path, "machine feeds.example login anna password hemlig")
    server.says("/", b"ok")
    fetch = partial(fetch_url, settings=settings, resolve=names([PUBLIC]), connect=Wire(server))
    fetch("http://feeds.example/")
    fetch("http://other.example/")
    assert [request.headers.get("authorization") for request in server.requests] == [None, None]


def test_the_operator_names_the_product_to_strangers(server):
    server.says("/")
    fetch_url(server.url(), networks=server.networks)
    fetch_url(
        server.url(),
        networks=server.networks,
        settings=read_settings({"SOCIALHUB_USER_AGENT": "Hub/1"}),
    )
    first, second = (request.headers["user-agent"] for request in server.requests)
    assert first.startswith("katrineholm.socialhub/1")
    assert first.endswith(" (+https://www.katrineholm.se/)")
    assert second == "Hub/1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SOCIALHUB_PROXY", "proxy:8080"),
        ("SOCIALHUB_USER_AGENT", "a\r\nb: c"),
        ("SOCIALHUB_NETRC", "/nowhere/netrc"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(name, value):
    with pytest.raises(ValueError, match=name):
        read_settings({name: value})
