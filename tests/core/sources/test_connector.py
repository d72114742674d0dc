"""A connector on the wire: Instagram's, with the demonstration's interface on loopback."""

import pytest
from interfaceserver import ADDRESS, NUMBER, TOKEN

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE

REDIRECT = (302, {"Location": "http://127.0.0.1:9/elsewhere"}, {})


def test_an_account_is_asked_over_the_wire(interface):
    session = INSTAGRAM.session({"token": TOKEN})
    assert [each.name for each in INSTAGRAM.whose(session, "kulturen")] == ["kulturen"]
    assert len(INSTAGRAM.posts(session, NUMBER, "").drafts) == 3
    assert all("access_token" not in query for _method, _path, query in interface.asked)


def test_hiding_goes_over_the_wire_once_and_is_looked_at(interface):
    account = interface.tokens[TOKEN]
    account.comments[account.posts[0]["id"]] = [{"id": "c1", "text": "Hej"}]
    assert INSTAGRAM.hide(INSTAGRAM.session({"token": TOKEN}), "c1", True)
    assert account.hidden == {"c1"}
    assert [method for method, _path, _query in interface.asked] == ["POST", "GET"]


@pytest.mark.parametrize(
    ("reply", "code"),
    [(REDIRECT, "not_data"), ((200, {}, b"<!doctype html>Hej"), "not_data")],
)
def test_no_redirect_is_followed_and_no_page_is_taken_for_data(interface, reply, code):
    interface.replies["/me"] = reply
    with pytest.raises(FeedError) as refused:
        INSTAGRAM.whose(INSTAGRAM.session({"token": TOKEN}), "kulturen")
    assert refused.value.code == code
    assert len(interface.asked) == 1


def test_a_used_up_allowance_and_another_token_are_told_apart(interface):
    interface.used = 100
    with pytest.raises(FeedError, match="come back later"):
        INSTAGRAM.posts(INSTAGRAM.session({"token": TOKEN}), NUMBER, "")
    with pytest.raises(FeedError, match="ended or was revoked"):
        INSTAGRAM.posts(INSTAGRAM.session({"token": "another"}), NUMBER, "")


def test_an_address_stands_for_the_accounts_posts():
    assert INSTAGRAM.posts_url(NUMBER) == ADDRESS
    assert INSTAGRAM.account_at(ADDRESS) == NUMBER
    assert YOUTUBE.posts_url(NUMBER) == ""
