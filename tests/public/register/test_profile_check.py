import json
from functools import partial

import pytest
from zope.component import getGlobalSiteManager
from zope.configuration import xmlconfig

import katrineholm.socialhub.core.platforms
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.response import Response
from katrineholm.socialhub.core.feeds.retrieval import fetch_url
from katrineholm.socialhub.core.platforms.catalogue import all_platforms, recognise_account
from katrineholm.socialhub.core.platforms.interfaces import IPlatform
from katrineholm.socialhub.public.register.check_outcome import CheckOutcome
from katrineholm.socialhub.public.register.profile_check import check_profile

HUB = "https://www.katrineholm.se/sociala-medier"
ROOT = "https://www.katrineholm.se/"
OURS = (HUB, f"{HUB}/mastodon", ROOT)
ME = f'<a href="{HUB}" rel="me nofollow noopener">www.katrineholm.se</a>'
PLAIN = f'<p>Läs <a href="{HUB}" rel="nofollow noopener">mer</a></p>'
SHELL = b"<!DOCTYPE html><title>Mastodon</title><div id=mastodon></div>"
LOOKUP = "/api/v1/accounts/lookup?acct=katrineholm"
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"


@pytest.fixture(scope="module", autouse=True)
def catalogue():
    """The services, where no other test has registered them yet."""
    if all_platforms():
        yield
        return
    xmlconfig.file("configure.zcml", katrineholm.socialhub.core.platforms)
    yield
    for service in all_platforms():
        getGlobalSiteManager().unregisterUtility(service, IPlatform, service.name)


@pytest.fixture
def mastodon(server):
    """A loopback server in the manner of Mastodon; call it to have its account looked at."""

    def look(path="/@katrineholm"):
        return check_profile(
            recognise_account(server.url(path)),
            OURS,
            get=partial(fetch_url, networks=server.networks),
        )

    server.says("/@katrineholm", SHELL)
    server.says(LOOKUP, b"{}", 404)
    look.says = server.says
    look.sends = server.sends
    look.account = lambda **facts: server.says(LOOKUP, account(**facts))
    look.server = server
    return look


def account(**facts):
    return json.dumps({"id": "1099", "acct": "katrineholm", "fields": [], **facts}).encode()


def field(value, verified_at=None):
    return {"name": "Webb", "value": value, "verified_at": verified_at}


def test_a_profile_page_that_links_back_with_rel_me_is_confirmed_both_ways(mastodon):
    mastodon.says("/@katrineholm", ME.encode())
    mastodon.account()
    assert mastodon() == CheckOutcome("both-ways", "me", HUB, "1099")
    assert [request.path for request in mastodon.server.requests] == ["/@katrineholm", LOOKUP]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"fields": [field(ME)]}, CheckOutcome("both-ways", "me", HUB, "1099")),
        (
            {"fields": [field("x"), field(ME, "2026-01-01T00:00:00.000+00:00")]},
            CheckOutcome("both-ways", "verified", HUB, "1099"),
        ),
        ({"note": PLAIN}, CheckOutcome("linked", "plain", HUB, "1099")),
        (
            {"note": f'<a href="{ROOT}bad">'},
            CheckOutcome("linked", "other", f"{ROOT}bad", "1099"),
        ),
        ({"note": "https://www.katrineholm.se/"}, CheckOutcome("missing", "no_link", "", "1099")),
        ({"fields": [field("http://site.evil/")]}, CheckOutcome("missing", "no_link", "", "1099")),
        (
            {"moved": {"url": "https://other.example/@katrineholm"}, "fields": [field(ME)]},
            CheckOutcome("gone", "moved", "https://other.example/@katrineholm", "1099"),
        ),
        ({"suspended": True}, CheckOutcome("gone", "suspended", "", "1099")),
    ],
)
def test_a_server_that_builds_its_pages_in_the_browser_is_asked_for_the_account(
    mastodon, facts, outcome
):
    mastodon.account(**facts)
    assert mastodon() == outcome


def test_an_account_that_moved_is_gone_whatever_its_page_says(mastodon):
    mastodon.says("/@katrineholm", ME.encode())
    mastodon.account(moved={"url": "https://other.example/@k"})
    assert mastodon() == CheckOutcome("gone", "moved", "https://other.example/@k", "1099")


@pytest.mark.parametrize("status", [404, 410])
def test_an_account_that_is_not_there_any_more_is_gone(mastodon, status):
    mastodon.says("/@katrineholm", b"", status)
    assert mastodon() == CheckOutcome("gone", "vanished")


def test_the_page_alone_is_enough_where_the_server_keeps_the_account_to_itself(mastodon):
    mastodon.says("/@katrineholm", PLAIN.encode())
    mastodon.says(LOOKUP, b"{}", 401)
    assert mastodon() == CheckOutcome("linked", "plain", HUB)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (401, b"{}", CheckOutcome("impossible", "login_only")),
        (404, b"{}", CheckOutcome("missing", "no_link")),
        (500, b"{}", CheckOutcome("unreachable", "server_error", values={"status": "500"})),
        (200, b"<html>", CheckOutcome("unreachable", "unreadable")),
        (200, b"[" * 100_000, CheckOutcome("unreachable", "unreadable")),
        (200, b"[]", CheckOutcome("unreachable", "unreadable")),
        (200, b'{"id": 7, "acct": "katrineholm"}', CheckOutcome("unreachable", "unreadable")),
        (200, account(acct="another"), CheckOutcome("unreachable", "unreadable")),
        (
            200,
            account(fields=7, note=[], moved="x"),
            CheckOutcome("missing", "no_link", "", "1099"),
        ),
        (200, account(fields=[7, None]), CheckOutcome("missing", "no_link", "", "1099")),
        (
            200,
            account(moved={"url": "javascript:1"}),
            CheckOutcome("missing", "no_link", "", "1099"),
        ),
        (200, b" " * 300_000, CheckOutcome("unreachable", "too_big", values={"limit": "1"})),
    ],
)
def test_whatever_the_server_says_of_an_account_is_an_outcome(mastodon, status, body, outcome):
    mastodon.says(LOOKUP, body, status)
    assert mastodon() == outcome


def test_a_topic_of_an_account_is_asked_for_by_the_account(mastodon):
    mastodon.says("/@katrineholm/tagged/bad", SHELL)
    mastodon.account(fields=[field(ME)])
    assert mastodon("/@katrineholm/tagged/bad") == CheckOutcome("both-ways", "me", HUB, "1099")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("file:///etc/passwd", "not_http"),
        ("/@katrineholm", "too_many_redirects"),
    ],
)
def test_a_profile_cannot_send_us_where_we_must_not_go(mastodon, target, code):
    mastodon.says("/@katrineholm", b"", 302, Location=target)
    mastodon.says(LOOKUP, b"", 302, Location=target)
    assert (mastodon().status, mastodon().code) == ("unreachable", code)


def test_a_page_without_end_is_given_up(mastodon):
    page = b"HTTP/1.1 200 OK\r\n\r\n" + ME.encode() + b" " * 3_000_000
    mastodon.sends("/@katrineholm", page)
    assert mastodon() == CheckOutcome("unreachable", "too_big", values={"limit": "2"})


class Web:
    """Answers from a table of address → (status, body), from the third value's address."""

    def __init__(self, pages):
        self.pages = pages
        self.asked = []

    def __call__(self, url, *, accept, limit, deadline):
        self.asked.append(url)
        status, body, *end = self.pages[url]
        return Response(end[0] if end else url, status, body=body)


def look(address, pages):
    return check_profile(recognise_account(address), OURS, get=Web(pages))


BLOG = "https://blogg.example/"


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ((200, ME.encode()), CheckOutcome("both-ways", "me", HUB)),
        ((200, ME.encode(), "https://other.example/"), CheckOutcome("both-ways", "me", HUB)),
        ((200, ME.encode(), f"{ROOT}start"), CheckOutcome("missing", "passed_on", f"{ROOT}start")),
        ((200, b"x"), CheckOutcome("missing", "no_link")),
        ((410, b""), CheckOutcome("gone", "vanished")),
        ((429, b""), CheckOutcome("unreachable", "busy", values={"status": "429"})),
        ((200, b""), CheckOutcome("unreachable", "empty")),
    ],
)
def test_any_web_page_can_link_back_but_our_own_pages_prove_nothing(page, outcome):
    assert look(BLOG, {BLOG: page}) == outcome


def test_a_blog_on_our_own_site_may_link_to_its_hub():
    blog = "https://www.katrineholm.se/blogg"
    assert look(blog, {blog: (200, ME.encode())}) == CheckOutcome("both-ways", "me", HUB)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.instagram.com/katrineholmskommun/",
        "https://www.linkedin.com/company/katrineholms-kommun/",
        "https://www.facebook.com/katrineholmskommun",
        "https://www.tiktok.com/@katrineholmskommun",
        "https://x.com/katrineholm",
        "https://myspace.com/katrineholm",
    ],
)
def test_a_service_that_asks_for_a_key_is_not_asked(address):
    web = Web({})
    assert check_profile(recognise_account(address), OURS, get=web) == CheckOutcome(
        "impossible", "closed"
    )
    assert web.asked == []


TUBE = "https://www.youtube.com/@katrineholm"


def test_a_video_channels_number_is_seen_though_its_links_are_not():
    page = b'<link rel="canonical" href="https://www.youtube.com/channel/UC' + b"a" * 22 + b'">'
    outcome = look(TUBE, {TUBE: (200, page)})
    assert (outcome.status, outcome.code) == ("impossible", "scripted")
    assert outcome.owner_id.endswith("UC" + "a" * 22)


def test_a_video_channel_that_is_not_there_any_more_is_gone():
    assert look(TUBE, {TUBE: (404, b"")}) == CheckOutcome("gone", "vanished")


def bluesky(name, status=200, **facts):
    asked = f"https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor={name}"
    return look(f"https://bsky.app/profile/{name}", {asked: (status, json.dumps(facts).encode())})


@pytest.mark.parametrize("handle", ["katrineholm.se", "skola.katrineholm.se", "Katrineholm.SE"])
def test_a_handle_in_our_own_domain_is_proof_in_itself(handle):
    outcome = bluesky("katrineholm.se", did=DID, handle=handle)
    assert outcome == CheckOutcome("both-ways", "handle", HUB, DID)


@pytest.mark.parametrize(
    ("description", "outcome"),
    [
        (f"Kommunen. {HUB}.", CheckOutcome("linked", "plain", HUB, DID)),
        ("Mer: katrineholm.se/sociala-medier!", CheckOutcome("linked", "plain", HUB, DID)),
        ("(www.katrineholm.se)", CheckOutcome("linked", "plain", ROOT, DID)),
        ("info@katrineholm.se", CheckOutcome("missing", "no_link", "", DID)),
        ("https://katrineholm.se@evil.example/", CheckOutcome("missing", "no_link", "", DID)),
        ("https://katrineholm.se.evil.example", CheckOutcome("missing", "no_link", "", DID)),
        ("https://evil.example/katrineholm.se", CheckOutcome("missing", "no_link", "", DID)),
        (
            '"><a rel="me" href="https://katrineholm.se">',
            CheckOutcome("linked", "plain", ROOT, DID),
        ),
        ("a" * 200_000, CheckOutcome("missing", "no_link", "", DID)),
        ("a." * 100_000, CheckOutcome("missing", "no_link", "", DID)),
        (None, CheckOutcome("missing", "no_link", "", DID)),
    ],
)
def test_a_bluesky_account_can_name_us_in_its_description(description, outcome):
    found = bluesky(
        "katrineholm.bsky.social",
        did=DID,
        handle="katrineholm.bsky.social",
        description=description,
    )
    assert found == outcome


@pytest.mark.parametrize("handle", ["handle.invalid", "xkatrineholm.se", "", "se"])
def test_a_handle_outside_our_domain_is_no_proof(handle):
    outcome = bluesky("katrineholm.se", did=DID, handle=handle)
    assert outcome == CheckOutcome("missing", "no_link", "", DID)


@pytest.mark.parametrize(
    ("status", "facts", "outcome"),
    [
        (400, {"error": "AccountTakedown"}, CheckOutcome("gone", "suspended")),
        (400, {"error": "AccountDeactivated"}, CheckOutcome("gone", "suspended")),
        (
            400,
            {"error": "InvalidRequest", "message": "Profile not found"},
            CheckOutcome("gone", "vanished"),
        ),
        (
            400,
            {"error": "InvalidRequest"},
            CheckOutcome("unreachable", "status", values={"status": "400"}),
        ),
        (502, {}, CheckOutcome("unreachable", "server_error", values={"status": "502"})),
        (200, {"handle": "katrineholm.se"}, CheckOutcome("unreachable", "unreadable")),
    ],
)
def test_blueskys_refusals_are_told_apart(status, facts, outcome):
    assert bluesky("katrineholm.se", status, **facts) == outcome


def test_a_server_that_does_not_answer_is_an_outcome():
    def silent(url, **options):
        raise FeedError("no_answer", host="blogg.example")

    outcome = check_profile(recognise_account(BLOG), OURS, get=silent)
    assert outcome == CheckOutcome("unreachable", "no_answer", values={"host": "blogg.example"})
