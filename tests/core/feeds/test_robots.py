"""What a host's robots.txt allows us to request."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.robots import LONGEST_DELAY, request_robots

OURS = "User-agent: katrineholm.socialhub\n"
OTHERS = "User-agent: *\nDisallow: /\n"


@pytest.fixture
def robots(server, fetch):
    """The rules of a host that answers with this robots.txt."""

    def robots(body="", status=200):
        server.says("/robots.txt", body if isinstance(body, bytes) else body.encode(), status)
        return request_robots(server.url().rstrip("/"), get=fetch)

    return robots


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        (OTHERS, "/a", False),
        (OTHERS + "\n" + OURS + "Disallow: /intern\n", "/a", True),
        (OTHERS + "\n" + OURS + "Disallow: /intern\n", "/intern/a", False),
        (OTHERS + "Allow: /nyheter\n", "/nyheter/1", True),
        ("User-agent: *\nDisallow: /*/utskrift$\n", "/sida/utskrift", False),
        ("User-agent: *\nDisallow: /*/utskrift$\n", "/sida/utskrift/2", True),
        ("User-agent: *\nDisallow: /s%C3%B6k\n", "/sök", False),
        ("<!doctype html><p>Disallow: /", "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 5000 + "$", "/" + "a" * 1900, True),
    ],
)
def test_rules_hold_for_us(robots, server, text, path, allowed):
    assert robots(text).allows(server.url(path)) is allowed


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_rules_allows_everything(robots, server, status):
    assert robots(OTHERS, status).allows(server.url("/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_nothing_is_requested_of_a_host_whose_rules_are_unknown(robots, status):
    with pytest.raises(FeedError):
        robots("", status)


def test_bytes_of_any_kind_are_no_rules(robots, server):
    assert robots(bytes(range(256)) * 100).allows(server.url("/a"))


@pytest.mark.parametrize(
    ("text", "seconds"), [("", 0), ("2.5", 2.5), ("86400", LONGEST_DELAY), ("-1", 0), ("nan", 0)]
)
def test_the_delay_is_heeded_within_reason(robots, text, seconds):
    assert robots(f"{OURS}Crawl-delay: {text}\n").delay == seconds


def test_site_maps_are_those_that_are_named_or_the_usual_one(robots, server):
    assert robots().sitemaps == (server.url("/sitemap.xml"),)
    assert robots("Sitemap: /karta.xml\n").sitemaps == (server.url("/karta.xml"),)
