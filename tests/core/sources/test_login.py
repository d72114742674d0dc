"""The way to a service's page and back, on the wire."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.connector import all_connectors
from katrineholm.socialhub.core.sources.facebook_connector import FACEBOOK
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.linkedin_connector import LINKEDIN
from katrineholm.socialhub.core.sources.login import (
    App,
    Grant,
    new_secret,
    page_url,
    read_grant,
    returned_code,
)
from katrineholm.socialhub.core.sources.mastodon_connector import MASTODON
from katrineholm.socialhub.core.sources.threads_connector import THREADS
from katrineholm.socialhub.core.sources.tiktok_connector import TIKTOK
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE_BY_LOGIN

APP = App("12345", "0secret")
# From RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
BACK = "https://www.example.se/@@connected-account/x"
PROVEN = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


@pytest.mark.parametrize(
    ("connector", "answers", "page", "asked"),
    [
        (
            INSTAGRAM,
            True,
            "https://www.instagram.com/oauth/authorize",
            {"scope": "instagram_business_basic,instagram_business_manage_comments"},
        ),
        (
            THREADS,
            False,
            "https://www.threads.net/oauth/authorize",
            {"scope": "threads_basic,threads_read_replies"},
        ),
        (
            FACEBOOK,
            False,
            "https://www.facebook.com/v25.0/dialog/oauth",
            {"scope": "pages_show_list,pages_read_engagement,pages_read_user_content"},
        ),
        (
            LINKEDIN,
            True,
            "https://www.linkedin.com/oauth/v2/authorization",
            {"scope": "r_organization_admin"},
        ),
        (
            MASTODON,
            True,
            "https://social.example/oauth/authorize",
            {"scope": "read:accounts read:statuses write:statuses", **PROVEN},
        ),
        (
            YOUTUBE_BY_LOGIN,
            False,
            "https://accounts.google.com/o/oauth2/v2/auth",
            {
                "scope": "https://www.googleapis.com/auth/youtube.readonly",
                "access_type": "offline",
                "prompt": "consent",
                **PROVEN,
            },
        ),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_service_is_asked_for_what_is_needed_and_no_more(connector, answers, page, asked):
    sent = {"redirect": BACK, "state": "S", "verifier": VERIFIER, "answers": answers}
    url = page_url(connector.login, APP, "social.example", **sent)
    assert url.partition("?")[0] == page
    given = {"client_id": "12345", "response_type": "code", "redirect_uri": BACK, "state": "S"}
    assert dict(parse_qsl(urlsplit(url).query)) == {**given, **asked}


def test_tiktok_calls_the_apps_id_by_another_name():
    sent = {"redirect": BACK, "state": "S", "verifier": VERIFIER, "answers": False}
    query = dict(parse_qsl(urlsplit(page_url(TIKTOK.login, APP, "", **sent)).query))
    assert (query["client_key"], query["code_challenge"]) == ("12345", CHALLENGE)


def test_a_verifier_is_as_long_as_it_has_to_be_and_never_the_same():
    assert len(new_secret()) == 43
    assert new_secret() != new_secret()


def test_every_log_in_says_what_it_reads_and_demands():
    logins = [each.login for each in all_connectors() if each.login]
    for each in logins:
        assert each.reads
        assert each.before
        assert bool(each.answers) == bool(each.answering)


@pytest.mark.parametrize("issuer", ["", "https://social.example"])
def test_a_code_comes_from_the_service_that_was_asked(issuer):
    query = {"code": "abc", "iss": issuer} if issuer else {"code": "abc"}
    assert returned_code(MASTODON.login, "Mastodon", "social.example", query) == "abc"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"error": "server_error", "code": "abc"}, "login_declined"),
        ({"code": "abc", "iss": "https://social.example.evil.example"}, "login_stranger"),
        ({"code": "abc", "iss": ["https://social.example"]}, "login_stranger"),
        ({"code": ["abc", "def"]}, "login_stranger"),
        ({}, "login_stranger"),
    ],
)
def test_what_is_no_code_of_the_services_is_refused(query, code):
    with pytest.raises(FeedError) as refused:
        returned_code(MASTODON.login, "Mastodon", "social.example", query)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "grant"),
    [
        ({"access_token": "t"}, Grant("t")),
        (
            {"access_token": "t", "token_type": "Bearer", "scope": "a b", "expires_in": 60},
            Grant("t", "", ("a", "b"), 60),
        ),
        # What can be renewed does not end with its first token.
        ({"access_token": "t", "refresh_token": "r", "expires_in": 60}, Grant("t", "r")),
        (
            {"access_token": "t", "refresh_token": "r", "refresh_expires_in": 900, "scope": "a,b"},
            Grant("t", "r", ("a", "b"), 900),
        ),
        ({"access_token": "t", "permissions": ["a", "b", 3]}, Grant("t", "", ("a", "b"))),
        ({"access_token": "t", "scope": ""}, Grant("t", "", ())),
    ],
)
def test_what_is_granted_is_read_in_each_services_way(data, grant):
    assert read_grant("Mastodon", data) == grant


def test_no_secret_is_in_what_is_logged():
    assert "0secret" not in repr(APP)
    assert "t0ken" not in repr(Grant("t0ken", "t0ken"))
