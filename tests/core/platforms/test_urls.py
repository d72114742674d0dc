"""An address in its one tidy form, and what it is told by."""

import pytest

from katrineholm.socialhub.core.platforms.urls import is_public_host, parse_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("WWW.A.se", "https://www.a.se/"),
        ("http://a.se:80/x#top", "http://a.se/x"),
        ("<https://a.se/x>", "https://a.se/x"),
        ("\u200bhttps://a.se/\u200b", "https://a.se/"),
        ("a.se/å?b=ö&utm_source=brev", "https://a.se/%C3%A5?b=%C3%B6"),
        ("Sörmland.se", "https://xn--srmland-90a.se/"),
        ("@kat@social.a.se", "https://social.a.se/@kat"),
        ("https://b.se/@kat@social.a.se", "https://social.a.se/@kat"),
    ],
)
def test_an_address_is_tidied(text, url):
    assert parse_url(text).url == url


def test_what_an_account_is_told_by_leaves_out_what_does_not_matter():
    address = parse_url("http://m.a.se//x/../%C3%A5/?id=1&id=1&b=1&b=2")
    assert (address.shape, address.origin) == ("a.se/å", "https://m.a.se")
    assert [address.value(name) for name in ("id", "b", "c")] == ["1", "", ""]


@pytest.mark.parametrize("host", ["a.se", "a.se:8443", "xn--srmland-90a.se", "1.a.se", "a1.s2e"])
def test_a_name_that_anyone_can_look_up_is_public(host):
    assert is_public_host(host)


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "a.localhost", "intranet", "a.intranet", "printer.home.arpa", "a.lan:80"),
        *("127.0.0.1", "127.1", "0x7f.0x1", "8.8.8.8", "[::1]", "[2001:db8::1]:443"),
    ],
)
def test_numbers_and_names_of_a_network_of_ones_own_are_not(host):
    assert not is_public_host(host)
