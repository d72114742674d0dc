"""Which account a person has logged in with."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.login_account import matching_account, may_answer
from katrineholm.socialhub.core.sources.mastodon_connector import MASTODON
from katrineholm.socialhub.core.sources.model import Account
from katrineholm.socialhub.core.sources.tiktok_connector import TIKTOK

OWN, OTHER = Account("1", "Kulturen"), Account("UC7", "@grannen")


@pytest.mark.parametrize("wanted", ["kulturen", "@KULTUREN", "1"])
def test_an_account_is_known_by_its_name_or_its_id(wanted):
    assert matching_account([OTHER, OWN], wanted) == OWN


@pytest.mark.parametrize(("accounts", "said"), [([OTHER, OWN], "@grannen, Kulturen"), ([], "–")])
def test_other_accounts_are_refused_and_named(accounts, said):
    with pytest.raises(FeedError) as refused:
        matching_account(accounts, "kommunen")
    assert refused.value.values == {"account": said}


def test_an_account_without_an_id_is_none():
    with pytest.raises(FeedError):
        matching_account([Account("", "kulturen")], "kulturen")


def test_a_token_may_answer_if_its_scopes_cover_it_and_the_service_permits_it():
    assert may_answer(MASTODON, ["read", "write:statuses"])
    assert not may_answer(MASTODON, ["read"])
    assert not may_answer(TIKTOK, ["video.list"])
