"""Whose post an entry is, by the services that are registered."""

import pytest

from katrineholm.socialhub.accounts.channels.filters import is_repost

ENTRY = {"title": "", "summary": "Kom!"}


@pytest.mark.parametrize(
    ("link", "platform", "account"),
    [
        ("https://x.com/annan/status/2067910257669046272", "x", "katrineholm"),
        ("https://mastodon.se/@annan/112233445566", "mastodon", "@kat@mastodon.se"),
    ],
)
def test_a_post_at_anothers_address_is_passed_on(portal, link, platform, account):
    assert is_repost(ENTRY | {"link": link}, platform, account)


@pytest.mark.parametrize(
    ("link", "platform", "account"),
    [
        ("https://x.com/Katrineholm/status/2067910257669046272", "x", "katrineholm"),
        ("https://mastodon.se/@kat/112233445566", "mastodon", "@kat@mastodon.se"),
        ("https://annan.se/nyhet", "website", "katrineholm.se"),
        ("https://www.youtube.com/watch?v=abcdefghijk", "youtube", "@katrineholm"),
    ],
)
def test_an_own_post_is_no_repost(portal, link, platform, account):
    assert not is_repost(ENTRY | {"link": link}, platform, account)
