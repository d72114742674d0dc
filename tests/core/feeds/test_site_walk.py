"""A walk through a web site on loopback: what it requests, and which links it finds."""

import gzip
from collections import Counter

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.site_walk import Bounds, SiteWalk, WalkEnded

HTML = "text/html; charset=utf-8"
ELSEWHERE = "https://www.facebook.com/kommunen"
NOW = 1_790_000_000


class Site:
    """A web site of some pages: HTML, or what is wrong with them, keyed by path."""

    def __init__(self, server, fetch):
        self.server, self.fetch, self.now, self.waits, self.known = server, fetch, NOW, [], {}
        self.says("/robots.txt", status=404)
        self.says("/sitemap.xml", status=404)

    def says(self, path, body="", **options):
        options = {"Content_Type": HTML} | options
        self.server.says(path, body if isinstance(body, bytes) else body.encode(), **options)

    def links(self, path, *hrefs, **options):
        self.says(path, "<p>" + "".join(f'<a href="{each}">x</a>' for each in hrefs), **options)

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += 1

    def walk(self, began=None, wait=None, **bounds):
        """Walk, remember the pages, and return the walk."""
        bounds = Bounds(**{"pause": 0} | bounds)
        walk = SiteWalk(
            self.server.url(),
            self.known,
            began or self.now,
            wait or self.wait,
            bounds=bounds,
            get=self.fetch,
            clock=lambda: self.now,
        )
        self.known = dict(self.known)
        try:
            for page in walk.pages():
                self.known[page.url] = page
                if page.is_gone:
                    del self.known[page.url]
        finally:
            self.now += 1
        return walk

    @property
    def found(self):
        """The links to other hosts, keyed by the path of the page."""
        start = self.server.url("")
        return {each.url.removeprefix(start): each.links for each in self.known.values()}

    @property
    def asked(self):
        """The paths that were requested since the last time this was read."""
        asked = [each.path for each in self.server.requests]
        self.server.requests.clear()
        return asked


@pytest.fixture
def site(server, fetch):
    return Site(server, fetch)


def test_links_within_the_host_are_followed_and_those_to_others_are_found(site):
    site.links("/", "/nyheter", "nyheter#2", ELSEWHERE, ELSEWHERE)
    site.links("/nyheter", "/", "mailto:a@b.se", "javascript:x()", "//www.facebook.com/b")
    site.walk()
    assert site.found == {"/": (ELSEWHERE,), "/nyheter": ("http://www.facebook.com/b",)}
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/nyheter"]


def test_files_and_pages_with_a_query_are_not_followed(site):
    site.links("/", "/a.pdf", "/b.JPG", "/kalender?manad=2", "/c.html?utm_source=x")
    site.links("/c.html")
    site.walk()
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/c.html"]


def test_only_links_to_the_owners_accounts_are_read_in_the_head(site):
    icon = '<link rel="icon" href="https://cdn.facebook.com/x">'
    site.says("/", f'<base href="/a/"><link rel="me" href="{ELSEWHERE}">{icon}<a href="b">')
    site.links("/a/b")
    site.walk()
    assert site.found == {"/": (ELSEWHERE,), "/a/b": ()}


def test_comments_scripts_and_frames_have_no_links(site):
    link = f'<a href="{ELSEWHERE}">'
    site.says("/", f"<!-- {link} --><script>'{link}'</script><iframe src='{ELSEWHERE}'></iframe>")
    site.walk()
    assert site.found == {"/": ()}


def test_robots_txt_is_heeded(site):
    site.says("/robots.txt", "User-agent: *\nDisallow: /intern\nCrawl-delay: 7\n")
    site.links("/", "/intern/a", "/b")
    site.links("/b")
    site.walk(pause=2)
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/b"]
    assert site.waits == [2, 7, 7, 7]


def test_a_site_that_does_not_want_to_be_read_is_not(site):
    site.says("/robots.txt", "User-agent: *\nDisallow: /\n")
    with pytest.raises(FeedError, match="robots"):
        site.walk()
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_site_maps_lead_to_pages_that_nothing_links_to(site, server, pack):
    site.says("/robots.txt", "Sitemap: /karta.xml\nSitemap: https://www.example.se/sitemap.xml")
    inner = f"<sitemapindex><loc> <![CDATA[{server.url('/del.xml')}]]></loc></sitemapindex>"
    site.says("/karta.xml", pack(inner.encode()))
    urls = (server.url("/p?a=1&amp;b=2"), server.url("/bild.png"), "https://www.example.se/c")
    site.says("/del.xml", "".join(f"<x:loc>\n{each}\n</x:loc>" for each in urls))
    site.links("/")
    site.links("/p?a=1&b=2", ELSEWHERE)
    site.walk()
    assert site.found == {"/": (), "/p?a=1&b=2": (ELSEWHERE,)}
    assert site.asked == ["/robots.txt", "/", "/karta.xml", "/del.xml", "/p?a=1&b=2"]


@pytest.mark.parametrize(
    "body",
    [
        b"<loc>" + b" " * 1_000_000,
        b"\x1f\x8b" + b"x" * 1000,
        gzip.compress(b"<loc>" * 3_000_000),
        b"<loc>http://[</loc><loc>file:///etc/passwd</loc>",
    ],
)
def test_a_broken_site_map_is_passed_over(site, body):
    site.links("/")
    site.says("/sitemap.xml", body)
    site.walk()
    assert site.found == {"/": ()}


def test_a_second_walk_asks_only_for_what_has_changed(site, server):
    site.links("/", "/a", ELSEWHERE, ETag='"1"')
    site.links("/a", ELSEWHERE, Last_Modified="Mon, 30 Nov 2026 08:00:00 GMT")
    site.walk()
    before = site.known
    server.requests.clear()
    site.says("/", status=304)
    site.says("/a", status=304)
    site.walk()
    [robots, start, _sitemap, page] = server.requests
    assert "if-none-match" not in robots.headers
    assert start.headers["if-none-match"] == '"1"'
    assert page.headers["if-modified-since"] == "Mon, 30 Nov 2026 08:00:00 GMT"
    assert site.found == {"/": (ELSEWHERE,), "/a": (ELSEWHERE,)}
    assert all(each.seen > before[url].seen for url, each in site.known.items())


def test_a_page_that_is_gone_is_forgotten_and_one_that_fails_is_not(site):
    site.links("/", "/a", "/b")
    site.links("/a", ELSEWHERE)
    site.links("/b", ELSEWHERE)
    site.walk()
    before = site.known
    site.links("/")
    site.says("/a", status=404)
    site.says("/b", status=500)
    site.walk()
    assert site.found == {"/": (), "/b": (ELSEWHERE,)}
    [url] = [url for url in site.known if url.endswith("/b")]
    assert site.known[url].seen == before[url].seen
    assert site.known[url].visited > before[url].visited


def test_an_interrupted_walk_goes_on_where_it_was(site):
    site.links("/", "/a", "/b")
    site.links("/a", ELSEWHERE)
    site.links("/b", ELSEWHERE)
    began = site.now
    with pytest.raises(WalkEnded):
        site.walk(wait=lambda _seconds: site.wait(0) or len(site.waits) > 4)
    assert site.found == {"/": (), "/a": (ELSEWHERE,), "/b": ()}
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/a"]
    site.walk(began)
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/b"]
    assert site.found == {"/": (), "/a": (ELSEWHERE,), "/b": (ELSEWHERE,)}


@pytest.mark.parametrize(
    ("bounds", "asked"),
    [
        ({"pages": 3}, ["/", "/1", "/2"]),
        ({"depth": 1}, ["/", "/1", "/2", "/3", "/4"]),
        ({"bytes": 100}, ["/", "/1"]),
        ({"seconds": 3}, ["/", "/1"]),
    ],
)
def test_a_walk_ends_at_its_bounds(site, bounds, asked):
    site.links("/", *(f"/{number}" for number in range(1, 5)))
    for number in range(1, 5):
        site.links(f"/{number}", f"/{number}/djupare")
        site.links(f"/{number}/djupare", f"/{number}/djupare/igen")
        site.links(f"/{number}/djupare/igen")
    walk = site.walk(**bounds)
    assert [path for path in site.asked if path not in ("/robots.txt", "/sitemap.xml")] == asked
    assert walk.is_whole is ("depth" in bounds)


def test_what_a_bound_left_out_comes_first_the_next_time(site):
    site.links("/", "/1", "/2", "/3")
    for number in range(1, 4):
        site.links(f"/{number}")
    site.walk(seconds=2)
    assert "/1" not in site.asked
    site.walk()
    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/1", "/2", "/3"]


def test_redirects_are_followed_within_the_host_alone(site, server):
    site.links("/", "/om", "/facebook", "/ut")
    site.says("/om", status=301, Location="/om-oss")
    site.links("/om-oss", "/om")
    site.says("/facebook", status=302, Location=ELSEWHERE)
    site.says("/ut", status=302, Location="https://www.example.se/")
    site.walk()
    assert site.found == {
        "/": (),
        "/om-oss": (),
        "/facebook": (ELSEWHERE,),
        "/ut": ("https://www.example.se/",),
    }
    assert Counter(site.asked).most_common(1)[0][1] == 1


def test_a_circle_of_redirects_ends(site):
    site.links("/", "/a")
    site.says("/a", status=302, Location="/b")
    site.says("/b", status=302, Location="/a")
    site.walk()
    assert site.found == {"/": ()}


def test_a_site_at_another_host_is_to_be_listed_by_that(site):
    site.says("/", status=301, Location="https://www.example.se/")
    with pytest.raises(FeedError) as error:
        site.walk()
    assert "www.example.se" in str(error.value)


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_site_whose_first_page_fails_is_left(site, status):
    site.says("/", status=status)
    with pytest.raises(FeedError):
        site.walk()


def test_a_site_that_fails_again_and_again_is_left(site):
    site.links("/", *(f"/{number}" for number in range(20)))
    for number in range(20):
        site.says(f"/{number}", status=500)
    with pytest.raises(FeedError):
        site.walk()
    assert len(site.asked) == 3 + 5


def test_a_site_that_is_busy_is_left_at_once(site):
    site.links("/", "/a", "/b")
    site.says("/a", status=429)
    with pytest.raises(FeedError):
        site.walk()
    assert "/b" not in site.asked


def test_what_is_no_page_has_no_links(site):
    site.links("/", "/a")
    site.says("/a", f'<a href="{ELSEWHERE}">', Content_Type="application/octet-stream")
    site.walk()
    assert site.found == {"/": (), "/a": ()}


def test_private_networks_are_not_reached(site, server):
    site.links("/")
    walk = SiteWalk(server.url(), {}, NOW, lambda _seconds: None)
    with pytest.raises(FeedError, match="private"):
        list(walk.pages())
    assert site.asked == []
