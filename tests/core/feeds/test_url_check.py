from ipaddress import ip_network

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.url_check import (
    allowed_networks,
    checked_url,
    is_allowed_ip,
    is_in_networks,
)

LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.com", "https://example.com/"),
        ("  HTTPS://Example.COM/Feed  ", "https://example.com/Feed"),
        ("http://example.com:80/a#top", "http://example.com/a"),
        ("https://example.com:443/", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("http://example.com:/", "http://example.com/"),
        ("http://example.com./", "http://example.com/"),
        ("https://räksmörgås.se/å?ö=ä b", "https://xn--rksmrgs-5wao1o.se/%C3%A5?%C3%B6=%C3%A4%20b"),
        ("https://ra\u0308ka.se/", "https://xn--rka-qla.se/"),
        ("https://example.com/a%2Fb%20c?q=%26", "https://example.com/a%2Fb%20c?q=%26"),
        ("https://example.com/@anna/?a=1&b[]=2", "https://example.com/@anna/?a=1&b[]=2"),
        ("http://134744072/", "http://8.8.8.8/"),
        ("http://[2a00:1450:400f:80d::200E]/", "http://[2a00:1450:400f:80d::200e]/"),
        ("http://my_host.example.com/", "http://my_host.example.com/"),
    ],
)
def test_an_address_gets_its_one_normal_spelling(url, normal):
    assert checked_url(url) == normal
    assert checked_url(normal) == normal


@pytest.mark.parametrize(
    ("url", "code"),
    [
        *((url, "not_http") for url in ("", "example.com", "ftp://example.com/", "file:///etc")),
        *((url, "not_http") for url in ("javascript:alert(1)", "gopher://a/", "//example.com/")),
        ("http://example.com/" + "a" * 2000, "too_long"),
        *((url, "userinfo") for url in ("http://anna@example.com/", "http://a:b@example.com/")),
        ("http://example.com@127.0.0.1/", "userinfo"),
        *((f"http://example.com:{port}/", "port") for port in (22, 25, 6379, 11211, 65535)),
        *((f"http://example.com:{port}/", "malformed") for port in (0, 65536, 99999, "8a", "-1")),
        *((url, "malformed") for url in ("http:", "http:/a", "http:///a", "http://", "http://?a")),
        ("http://example.com\\@127.0.0.1/", "malformed"),
        ("http://127.0.0.1\\.example.com/", "malformed"),
        ("http://exa\tmple.com/", "malformed"),
        ("http://example.com/a\r\nHost: b", "malformed"),
        ("http://example.com/\x00", "malformed"),
        ("http://example.com/\ud800", "malformed"),
        ("http://exam\u200bple.com/", "malformed"),
        ("http://ｅxample.com/", "malformed"),
        ("http://①②⑦.⓪.⓪.①/", "malformed"),
        ("http://exa mple.com/", "malformed"),
        ("http://example%2ecom/", "malformed"),
        ("http://[::1%25eth0]/", "malformed"),
        ("http://[::1/", "malformed"),
        ("http://[v1.a]/", "malformed"),
        ("http://1.2.3.4.5/", "malformed"),
        ("http://999.1/", "malformed"),
        ("http://0x/", "malformed"),
        ("http://a..b/", "malformed"),
        ("http://-a.example/", "malformed"),
        ("http://" + "a." * 130 + "se/", "malformed"),
        ("http://" + "a" * 64 + ".se/", "malformed"),
    ],
)
def test_an_address_that_is_no_web_address_is_refused(url, code):
    with pytest.raises(FeedError) as refusal:
        checked_url(url)
    assert refusal.value.code == code


LOOPBACK_SPELLINGS = [
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1"),
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain"),
    *("127\u30020\u30020\u30021", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
]


@pytest.mark.parametrize("host", LOOPBACK_SPELLINGS)
def test_loopback_is_private_in_any_spelling_until_the_operator_allows_it(host):
    with pytest.raises(FeedError) as refusal:
        checked_url(f"http://{host}/")
    assert refusal.value.code == "private"
    assert checked_url(f"http://{host}:12345/", networks=LOOPBACK).endswith(":12345/")


CLOSED = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8"),
    *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1"),
    *("192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
    *("239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1"),
    *("fe80::1%eth0", "fec0::1", "feff::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2001::1", "2001:db8::1"),
    *("2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1", "4000::1"),
    *("2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:127.0.0.1"),
]
OPEN = [
    *("8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1"),
    *("192.167.255.255", "223.255.255.255", "168.63.129.15", "::ffff:8.8.8.8"),
    *("2a00:1450:400f:80d::200e", "2001:4860:4860::8888", "2a00:1450::5efe:8.8.8.8"),
]


@pytest.mark.parametrize("ip", CLOSED)
def test_no_connection_is_opened_to_what_is_not_public(ip):
    assert is_allowed_ip(ip) is False


@pytest.mark.parametrize("ip", OPEN)
def test_a_connection_may_be_opened_to_what_is_public(ip):
    assert is_allowed_ip(ip) is True


@pytest.mark.parametrize("ip", [ip for ip in CLOSED if "%" not in ip])
def test_a_closed_address_is_refused_on_paper_too(ip):
    with pytest.raises(FeedError) as refusal:
        checked_url(f"http://[{ip}]/" if ":" in ip else f"http://{ip}/")
    assert refusal.value.code == "private"


def test_what_the_operator_allows_may_be_connected_to_and_nothing_beside_it():
    networks = allowed_networks({"SOCIALHUB_ALLOWED_NETWORKS": "10.1.0.0/16, fd00::/8,,::1"})
    verdicts = {
        ip: is_allowed_ip(ip, networks) for ip in ("10.1.2.3", "10.2.0.1", "fd00::1", "::1")
    }
    assert verdicts == {"10.1.2.3": True, "10.2.0.1": False, "fd00::1": True, "::1": True}
    assert is_allowed_ip("::ffff:10.1.2.3", networks) is True
    assert is_in_networks("10.1.2.3", networks) is True
    assert is_in_networks("8.8.8.8", networks) is False


def test_other_ports_are_open_in_the_operators_networks_only():
    assert checked_url("http://127.0.0.1:9000/", networks=LOOPBACK) == "http://127.0.0.1:9000/"
    with pytest.raises(FeedError) as refusal:
        checked_url("http://8.8.8.8:9000/", networks=LOOPBACK)
    assert refusal.value.code == "port"


def test_without_a_setting_no_network_is_allowed():
    assert allowed_networks({}) == ()


@pytest.mark.parametrize("value", ["intranet", "10.0.0.0/33", "10.0.0.1/8", "127.0.0.0/8;::1"])
def test_a_wrong_network_stops_the_start_with_a_sentence(value):
    with pytest.raises(ValueError, match=r"SOCIALHUB_ALLOWED_NETWORKS: .* is not a network like"):
        allowed_networks({"SOCIALHUB_ALLOWED_NETWORKS": value})
