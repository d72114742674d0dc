"""An address in its one tidy form, and what it is told by."""

import pytest

from katrineholm.socialhub.core.platforms.urls import parse_url


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
