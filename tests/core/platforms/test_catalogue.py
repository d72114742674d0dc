"""The catalogue as a whole: its services, their facts, and what is no address."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from zope.component import getGlobalSiteManager, getUtilitiesFor
from zope.interface import implementer
from zope.interface.verify import verifyObject

from katrineholm.socialhub.core.platforms import urls
from katrineholm.socialhub.core.platforms.catalogue import (
    all_platforms,
    feed_url_in_page,
    find_platform,
    recognise_account,
)
from katrineholm.socialhub.core.platforms.interfaces import KINDS, IPlatform, Profile

NAMES = [
    "acast",
    "applepodcasts",
    "bilddagboken",
    "blogger",
    "bluesky",
    "buzzsprout",
    "cision",
    "delicious",
    "digg",
    "facebook",
    "feed",
    "flickr",
    "ghost",
    "github",
    "instagram",
    "lemmy",
    "libsyn",
    "linkedin",
    "mastodon",
    "medium",
    "mfn",
    "mynewsdesk",
    "myspace",
    "notified",
    "peertube",
    "pinterest",
    "pixelfed",
    "reddit",
    "secondlife",
    "soundcloud",
    "spotify",
    "substack",
    "sverigesradio",
    "threads",
    "tiktok",
    "transistor",
    "tumblr",
    "vimeo",
    "website",
    "wordpress",
    "wordpress.com",
    "x",
    "youtube",
]
LINKS = ["facebook", "instagram", "linkedin", "threads", "tiktok", "x", "digg"]


def test_the_catalogue_holds_every_service_and_no_other():
    assert sorted(service.name for service in all_platforms()) == NAMES


def test_a_service_is_registered_under_its_own_name():
    assert all(name == service.name for name, service in getUtilitiesFor(IPlatform))


@pytest.mark.parametrize("name", NAMES)
def test_a_service_keeps_the_contract(name):
    service = find_platform(name)
    verifyObject(IPlatform, service)
    assert service.kind in KINDS
    assert service.feed in ("rule", "page", "token", "none")
    assert not (service.feed in ("token", "none") and not service.advice)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_an_address_of_its_service(name):
    example = find_platform(name).example
    profile = recognise_account(example)
    assert (profile.platform, profile.url) == (name, example)


def test_the_ended_services_of_the_guidelines_are_known_as_ended():
    ended = [service.name for service in all_platforms() if service.retired]
    assert ended == ["bilddagboken", "delicious", "digg", "myspace"]


@pytest.mark.parametrize("name", LINKS)
def test_a_service_without_a_feed_is_neither_asked_nor_searched(name):
    profile = recognise_account(find_platform(name).example)
    assert (profile.feed_url, profile.discover) == ("", "")


def test_generic_services_are_asked_last():
    assert [service.name for service in all_platforms()][-2:] == ["feed", "website"]


def test_an_unknown_name_is_no_platform():
    assert find_platform("friendster") is None


@implementer(IPlatform)
@dataclass(frozen=True)
class Intranet:
    name: str = "intranet"
    title: str = "Intranet"
    order: int = 50

    def recognise(self, url):
        if url == "https://intra.a.se/x":
            return Profile("intranet", "x", url)
        return None


@pytest.fixture
def intranet():
    service = Intranet()
    getGlobalSiteManager().registerUtility(service, IPlatform, service.name)
    yield service
    getGlobalSiteManager().unregisterUtility(service, IPlatform, service.name)


def test_another_add_on_can_add_a_service_and_is_given_tidied_addresses(intranet):
    assert all_platforms()[0] == intranet
    assert recognise_account(" INTRA.a.se/x#y ") == Profile("intranet", "x", "https://intra.a.se/x")


HOSTILE = {
    urls.NOT_HTTP: (
        "javascript:alert(1)",
        "JaVaScRiPt://a.se/%0aalert(1)",
        "data:text/html,x",
        "ftp://a.se/x",
        "file:///etc/passwd",
        "mailto:kontakt@a.se",
        "gopher://a.se",
    ),
    urls.USERINFO: (
        "https://user:secret@a.se/",
        "https://youtube.com@evil.example/",
        "kontakt@a.se",
        "https://@a.se/",
    ),
    urls.TOO_LONG: (
        "https://a.se/" + "x" * 10_000,
        "a.se/" + "å" * 1_000,
        "@" * 10_000,
    ),
    urls.NAME_ONLY: ("@katrineholm", "@"),
    urls.MALFORMED: (
        "",
        "   ",
        "katrineholm",
        "https://",
        "https:///x",
        "https:a.se",
        "https:/a.se",
        "https://a.se\\@evil.example/",
        "https://a.se/\x00",
        "https://a\t.se/",
        "https://a.se/x\ny",
        "https://a.se/\ud800",
        "https://[::1/",
        "https://[zz::1]/",
        "https://[fe80::1%25eth0]/",
        "https://a b.se/",
        "https://a..se/",
        "https://-a.se/",
        "https://a.se:0/",
        "https://a.se:99999/",
        "https://a.se:x/",
        "https://" + "a" * 64 + ".se/",
        "https://" + "a." * 130 + "se/",
        "https://a／b.se/",
        "https://a.se％2f/",
        "javascript:1",
    ),
}


@pytest.mark.parametrize(
    ("text", "reason"), [(text, reason) for reason, texts in HOSTILE.items() for text in texts]
)
def test_what_is_no_address_is_refused_with_a_reason(text, reason):
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        recognise_account(text)
    assert str(refusal.value) == reason


SIGNS = st.text(alphabet="aåİ@:/?#[]%.!=& \\\u200b-0é1fUC" + "\x00\ud800", max_size=40)
HOSTS = st.sampled_from(
    [
        "https://www.youtube.com/",
        "https://www.facebook.com/",
        "https://kat.blogspot.com/",
        "https://a.se/",
        "https://www.flickr.com/photos/",
        "https://bsky.app/profile/",
        "https://lemmy.world/c/",
        "x.com/",
        "https://tube.a.se/c/",
        "https://www.youtube.com/watch?list=",
        "https://a.se/@",
        "@kat@",
        "https://",
    ]
)


@given(st.text() | SIGNS | st.builds("{}{}".format, HOSTS, SIGNS | st.text(max_size=30)))
def test_any_text_is_refused_or_leads_to_a_stable_web_address(text):
    try:
        profile = recognise_account(text)
    except ValueError as refusal:
        reason = str(refusal)
        event(reason)
    else:
        reason = None
        assert recognise_account(profile.url) == profile
        assert all(
            re.fullmatch(r"(?:https?://[!-~]+)?", each)
            for each in (profile.url, profile.feed_url, profile.discover)
        )
    assert reason is None or reason in HOSTILE


def test_a_profile_of_a_service_that_is_gone_tells_nothing():
    assert (
        feed_url_in_page("<html>", Profile("friendster", "kat", "https://friendster.com/kat")) == ""
    )
