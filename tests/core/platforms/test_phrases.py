"""What a sentence says of an account."""

import pytest

from katrineholm.socialhub.core.platforms.catalogue import all_platforms, find_platform
from katrineholm.socialhub.core.platforms.phrases import (
    NICKNAMES,
    mentioned_accounts,
    name_on_service,
    named_services,
    possible_profiles,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Är https://a.se/kat ert?", ("https://a.se/kat",)),
        ("Se a.se/kat, och (www.b.se).", ("a.se/kat", "www.b.se")),
        ("t.ex. bl.a. m.fl. kl. 10.30, se a.se/kat", ("a.se/kat",)),
        ("@kat @kat och @kat@mastodon.social!", ("@kat", "@kat@mastodon.social")),
        ("skriv till kontakt@a.se", ("kontakt@a.se",)),
        ("a.se\\@b.se/x då", ("a.se\\@b.se/x",)),
        ("på localhost:8080/kat eller did:plc:abc", ("localhost:8080/kat", "did:plc:abc")),
        ("kommunen i Katrineholm", ()),
        ("ett konto på WordPress.com", ()),
    ],
)
def test_addresses_and_handles_are_found_among_words(text, found):
    assert mentioned_accounts(text) == found


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Instagram @kat", ("@kat", "instagram")),
        ("kat på Instagram?", ("kat", "instagram")),
        ("Twitter: kat", ("kat", "x")),
        ("kat (fb)", ("kat", "facebook")),
        ("Katrineholms kommun på YouTube", ("Katrineholms kommun", "youtube")),
        ("Apple Podcasts-kontot kat", ("kat", "applepodcasts")),
        ("Instagram", None),
        ("Instagrammaren Kat", None),
        ("webbplats kat", None),
    ],
)
def test_a_service_is_named_before_or_after_the_name(text, named):
    found = name_on_service(text)
    assert (found and (found[0], found[1].name)) == named


def test_services_are_found_by_whole_words():
    named = named_services("Facebook, insta och instagram.com/kat, men inte vimeoklipp")
    assert {each.name for each in named} == {"facebook", "instagram"}


def test_each_nickname_is_of_a_service_that_there_is():
    assert NICKNAMES.keys() <= {each.name for each in all_platforms()}


@pytest.mark.parametrize(
    ("service", "name", "urls"),
    [
        ("instagram", "kat", ["https://www.instagram.com/kat/"]),
        ("linkedin", "kat", ["https://www.linkedin.com/company/kat/"]),
        ("bluesky", "kat", ["https://bsky.app/profile/kat.bsky.social"]),
        ("bluesky", "kat.se", ["https://bsky.app/profile/kat.se"]),
        ("youtube", "kat", []),
        ("instagram", "p/kat", []),
        ("instagram", "kat@evil.example", []),
    ],
)
def test_a_name_on_a_service_is_the_account_of_that_name(service, name, urls):
    assert [each.url for each in possible_profiles(find_platform(service), name)] == urls
