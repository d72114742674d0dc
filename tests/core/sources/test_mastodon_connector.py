"""Mastodon's interface, on any server."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.mastodon_connector import MASTODON
from katrineholm.socialhub.core.sources.model import PostCount


def test_an_account_is_named_with_its_server(talk):
    own = {"id": "109", "username": "katrineholm", "acct": "katrineholm"}
    session, _service = talk(MASTODON, lambda *asked: own)
    [account] = MASTODON.whose(session, "")
    assert (account.id, account.name) == ("109", "@katrineholm@social.example")


def test_a_token_is_only_sent_to_the_server_that_gave_it():
    assert MASTODON.session({"token": "t", "host": "social.example"}).host == "social.example"


def test_followers_are_counted(talk):
    session, service = talk(MASTODON, lambda *asked: {"followers_count": 1234})
    assert MASTODON.followers(session, "109") == 1234
    assert service.asked == [("GET", "/api/v1/accounts/109", {})]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("The access token is invalid", "token_ended"),
        ("This action is outside the authorized scopes", "no_permission"),
        ("Something else", "interface_fault"),
    ],
)
def test_an_error_says_what_to_do(talk, error, code):
    session, _service = talk(MASTODON, lambda *asked: (403, {}, {"error": error}))
    with pytest.raises(FeedError) as refused:
        MASTODON.whose(session, "")
    assert refused.value.code == code


def test_likes_are_told_and_shared_posts_of_others_left_out(talk):
    posts = [
        {"id": str(n), "url": f"https://m/{n}", "favourites_count": n} for n in range(40, 0, -1)
    ]
    told = [posts, posts[:3]]
    session, service = talk(MASTODON, lambda *asked: told.pop(0))
    page = MASTODON.counts(session, "9", "")
    assert page.counts[0] == PostCount("https://m/40", likes=40)
    assert page.after == "1"
    assert service.asked[0][2] == {"limit": "40", "exclude_reblogs": "true"}
    assert MASTODON.counts(session, "9", "1").after == ""
    assert service.asked[1][2]["max_id"] == "1"
