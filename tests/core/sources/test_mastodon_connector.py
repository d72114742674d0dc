"""Mastodon's interface, on any server."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.mastodon_connector import MASTODON


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
