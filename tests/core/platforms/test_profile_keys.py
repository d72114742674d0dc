"""What two accounts are compared by: one key for each, and the handle that people say."""

import pytest

from katrineholm.socialhub.core.platforms.catalogue import all_platforms
from katrineholm.socialhub.core.platforms.interfaces import Profile
from katrineholm.socialhub.core.platforms.profile_keys import (
    CASELESS,
    WITH_HANDLES,
    profile_handle,
    profile_key,
)


@pytest.mark.parametrize(
    ("platform", "url", "expected"),
    [
        ("x", "https://www.x.com/Kat/", "x.com/kat"),
        ("facebook", "https://www.facebook.com/Kat.Se", "facebook.com/katse"),
        ("website", "https://a.se/Kat", "a.se/Kat"),
        ("youtube", "https://www.youtube.com/@Kat", "youtube.com/@kat"),
        ("youtube", "https://www.youtube.com/channel/UCxY", "youtube.com/channel/UCxY"),
        ("website", "https://a.se/?id=A", "a.se?id=A"),
    ],
)
def test_capitals_are_folded_only_where_no_two_accounts_differ_in_them(platform, url, expected):
    assert profile_key(Profile(platform, "Kat", url)) == expected


@pytest.mark.parametrize(
    ("platform", "account", "url"),
    [
        ("facebook", "", "https://www.facebook.com/"),
        ("youtube", "abc", "https://www.youtube.com/watch?v=abc"),
        ("peertube", "abc", "https://tube.a.se/w/abc"),
    ],
)
def test_a_front_page_and_a_single_film_are_no_account(platform, account, url):
    assert profile_key(Profile(platform, account, url)) == ""


@pytest.mark.parametrize(
    ("platform", "account", "expected"),
    [
        ("mastodon", "@Kat@social.a.se", "@kat"),
        ("instagram", "Kat", "@kat"),
        ("facebook", "100064", ""),
        ("website", "a.se", ""),
        ("linkedin", "company/kat", ""),
    ],
)
def test_a_handle_is_the_name_without_its_server(platform, account, expected):
    assert profile_handle(Profile(platform, account, "https://a.se/")) == expected


def test_the_tables_name_services_of_the_catalogue_only():
    assert {each.name for each in all_platforms()} >= CASELESS | WITH_HANDLES
