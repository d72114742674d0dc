"""What is at an address, asked over REST and by the forms."""

import pytest
from helpers.integration.accounts.editing import SITE, Web, page
from plone import api
from zope.i18nmessageid import Message

from katrineholm.socialhub.accounts.registration.probe import probe_url
from katrineholm.socialhub.accounts.registration.probe_preview import probe_values
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.platforms import catalogue


def rss(title, number=1):
    items = "".join(
        f"<item><title>Inlägg {n}</title><link>{SITE}{n}</link><description>Text {n}</description>"
        f"<pubDate>Mon, 0{n} Jun 2026 10:00:00 GMT</pubDate></item>"
        for n in range(1, number + 1)
    )
    document = f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"
    return 200, document.encode()


def told(address, web):
    return probe_values(probe_url(address, get=web))


def entry(number):
    return {
        "title": f"Inlägg {number}",
        "link": f"{SITE}{number}",
        "summary": f"Text {number}",
        "published": f"2026-06-0{number}T10:00:00+00:00",
        "images": 0,
    }


def test_a_page_with_two_feeds_gives_two_candidates(portal):
    web = Web(page=page("a", "b"), a=rss("Alla", 7), b=rss("Bara ett"))
    found = told("blogg.example.se", web)
    advice, _service = found.pop("advice"), found.pop("service")
    assert [way["name"] for way in found.pop("ways")] == ["feed", "mapping", "hand", "push"]
    assert found == {
        "platform": "website",
        "kind": "blog",
        "account": "blogg.example.se",
        "profile_url": SITE,
        "candidates": [
            {
                "feed_url": f"{SITE}a",
                "title": "Alla",
                "format": "RSS 2.0",
                "entries": [entry(n) for n in range(1, 6)],
            },
            {
                "feed_url": f"{SITE}b",
                "title": "Bara ett",
                "format": "RSS 2.0",
                "entries": [entry(1)],
            },
        ],
        "problems": [],
    }
    assert "<" not in advice
    assert web.asked == ["", "a", "b"]


@pytest.mark.parametrize(
    ("web", "urls", "codes"),
    [
        (Web(page=rss("Själv")), [SITE], []),
        (Web(page=page("a", "b"), b=rss("B")), [f"{SITE}b"], ["missing"]),
        (Web(page=page(), **{"rss.xml": rss("R")}), [f"{SITE}rss.xml"], []),
        (Web(page=page()), [], ["no_feed"]),
        (Web(page=page("a"), a=(200, b"\x00garbage")), [], ["not_a_feed"]),
        (Web(page=(200, b"")), [], ["empty"]),
        (Web(page=(200, b"\xff\xfe\x00\x01" * 9)), [], ["no_feed"]),
        (Web(page=(503, b"")), [], ["busy"]),
        (Web(page=FeedError("too_slow", seconds=20)), [], ["too_slow"]),
        (
            Web(page=page(*"abcdefgh"), **{n: rss(n) for n in "abcdefgh"}),
            [SITE + n for n in "abcde"],
            [],
        ),
    ],
)
def test_a_page_gives_the_feeds_that_work_and_the_faults_of_the_others(portal, web, urls, codes):
    found = told(SITE, web)
    assert [candidate["feed_url"] for candidate in found["candidates"]] == urls
    assert [problem["code"] for problem in found["problems"]] == codes
    assert all(problem["message"] for problem in found["problems"])


def test_the_address_of_a_feed_is_asked_for_itself(portal):
    web = Web(**{"feed.xml": rss("Flöde")})
    found = told(f"{SITE}feed.xml", web)
    assert (found["platform"], [each["title"] for each in found["candidates"]]) == (
        "feed",
        ["Flöde"],
    )
    assert web.asked == ["feed.xml"]


@pytest.mark.parametrize(
    ("tool", "platform", "kind"),
    [
        ("WordPress 6.8.1", "wordpress", "blog"),
        ("Ghost 5.2", "ghost", "blog"),
        ("Plone - https://plone.org/", "website", "blog"),
        ("Facebook 1", "website", "blog"),
    ],
)
def test_a_site_is_of_the_service_whose_tool_it_is_made_with(portal, tool, platform, kind):
    head = f'<meta name="generator" content="{tool}">'
    found = told(SITE, Web(page=page("a", head=head), a=rss("A")))
    assert (found["platform"], found["kind"]) == (platform, kind)


@pytest.mark.parametrize(
    ("address", "platform", "ways"),
    [
        ("https://www.facebook.com/katrineholm", "facebook", "none account download"),
        (
            *("https://www.instagram.com/katrineholm/", "instagram"),
            "account hand push download",
        ),
        ("https://x.com/katrineholm", "x", "hand push download"),
        ("https://digg.com/users/katrineholm", "digg", "retired"),
        ("https://delicious.com/katrineholm", "delicious", "retired"),
        ("https://myspace.com/katrineholm", "myspace", "retired"),
    ],
)
def test_a_service_without_feeds_is_told_of_and_not_asked(portal, address, platform, ways):
    web = Web()
    found = told(address, web)
    assert (found["platform"], found["candidates"], web.asked) == (platform, [], [])
    advice = Message(catalogue.find_platform(platform).advice, domain="katrineholm.socialhub")
    assert (found["advice"], found["problems"]) == (api.portal.translate(advice), [])
    assert " ".join(way["name"] for way in found["ways"]) == ways


def test_what_the_feed_and_the_page_say_alike_is_told_once(portal):
    def get(url, **options):
        raise FeedError("no_answer", host="social.example.se")

    found = probe_url("@kat@social.example.se", get=get)
    assert [error.code for error in found.problems] == ["no_answer"]


def test_everything_together_takes_thirty_seconds_at_most(portal):
    moments = iter([0, 1, 15, 31])
    deadlines = []
    web = Web(page=page("a", "b"), a=rss("A"))

    def get(url, *, deadline=20, **options):
        deadlines.append(deadline)
        return web(url, **options)

    found = probe_url(SITE, get=get, clock=lambda: next(moments))
    assert deadlines == [20, 15]
    assert [error.code for error in found.problems] == ["too_slow"]


@pytest.mark.parametrize(("inside", "allowed"), [(False, ()), (True, None)])
def test_a_page_from_outside_names_no_feed_inside(portal, inside, allowed):
    found = []

    def get(url, *, networks=None, **options):
        found.append(networks)
        return Response(url, 200 if len(found) == 1 else 404, body=page("a")[1], inside=inside)

    probe_url(SITE, get=get)
    assert len(found) > 2  # the page, what it names, and where feeds usually are
    assert set(found[1:]) == {allowed}


@pytest.mark.parametrize("place", ["hub", "hub/kultur"])
def test_over_rest_a_real_server_is_asked(ask, server, place):
    server.says("/", page("/flode")[1], Content_Type="text/html")
    server.says("/flode", rss("Bloggen")[1], Content_Type="application/rss+xml")
    answer = ask({"url": server.url()}, place)
    found = answer.json()
    assert answer.status_code == 200
    assert set(found) == {
        *("platform", "service", "kind", "account", "profile_url", "advice", "ways"),
        *("candidates", "problems", "listed"),
    }
    assert found["listed"] is None
    assert [each["title"] for each in found["candidates"]] == ["Bloggen"]


@pytest.mark.parametrize(
    "json",
    [
        *({"url": url} for url in (None, 7, [], {}, "", " ", "ftp://a.se/", "javascript:alert(1)")),
        *({"url": url} for url in ("http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "hej")),
        *({"url": url} for url in ("https://a:b@example.se/", "https://example.se:22/")),
        {"url": "https://example.se/" + "a" * 3000},
        {},
        [],
        "text",
        7,
    ],
)
def test_what_is_no_address_is_refused_in_one_sentence(ask, json):
    answer = ask(json)
    said = answer.json()
    assert (answer.status_code, said["type"]) == (400, "BadRequest")
    assert said["message"].endswith(".")
    assert "{" not in said["message"]


def test_what_is_no_json_is_refused_in_one_sentence(functional_administration, manager_request):
    answer = manager_request.post("hub/@probe", data=b"{nonsense")
    assert (answer.status_code, answer.json()["type"]) == (400, "BadRequest")


SILENT = FeedError("no_answer", host="blogg.example.se")


def by_scheme(**feeds):
    """A web where a scheme has a feed, or raises what stands there."""

    def get(url, *, deadline=20, accept=""):
        found = feeds[url.partition(":")[0]]
        if isinstance(found, FeedError):
            raise found
        return Response(url, found[0], body=found[1])

    return get


@pytest.mark.parametrize(
    ("address", "https", "url"),
    [
        ("blogg.example.se", SILENT, "http://blogg.example.se/"),
        ("“blogg.example.se/”", FeedError("insecure", host="x"), "http://blogg.example.se/"),
        ("blogg.example.se", FeedError("forbidden"), "https://blogg.example.se/"),
        ("blogg.example.se", rss("Säker"), "https://blogg.example.se/"),
        ("https://blogg.example.se", SILENT, "https://blogg.example.se/"),
    ],
)
def test_an_address_without_a_scheme_is_asked_by_http_where_https_has_no_answer(
    portal, address, https, url
):
    found = probe_url(address, get=by_scheme(https=https, http=rss("Gammal")))
    assert found.profile.url == url
    assert bool(found.candidates) == (url.startswith("http:") or https == rss("Säker"))


def test_an_address_that_begins_with_feed_is_asked_by_https_where_http_has_no_answer(portal):
    get = by_scheme(https=rss("Säker"), http=SILENT)
    for address in ("feed://blogg.example.se/rss.xml", "FEED://blogg.example.se/rss.xml"):
        assert probe_url(address, get=get).profile.url == "https://blogg.example.se/rss.xml"
    for address in ("feed://http://blogg.example.se/", "feed:http://blogg.example.se/"):
        assert probe_url(address, get=get).candidates == []


def test_where_neither_has_an_answer_https_is_told_of(portal):
    found = probe_url("blogg.example.se", get=by_scheme(https=SILENT, http=FeedError("not_found")))
    assert found.profile.url == "http://blogg.example.se/"
    found = probe_url("blogg.example.se", get=by_scheme(https=SILENT, http=SILENT))
    assert found.profile.url == "https://blogg.example.se/"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://www.linkedin.com/company/katrineholms-kommun/", "Katrineholms kommun"),
        ("https://www.instagram.com/katrineholm/", "Katrineholm"),
        ("https://www.tiktok.com/@katrineholm", "Katrineholm"),
        ("https://www.threads.com/@katrineholm", "Katrineholm"),
        ("https://www.facebook.com/groups/badet", "Badet"),
    ],
)
def test_a_channel_without_a_feed_is_titled_as_people_write_its_name(portal, address, title):
    assert probe_url(address, get=Web()).title == title
