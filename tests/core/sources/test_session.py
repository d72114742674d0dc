"""One account's talk with its service."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.tiktok_connector import TIKTOK
from katrineholm.socialhub.core.sources.youtube_connector import YOUTUBE

USAGE = {"X-App-Usage": '{"call_count":81,"total_time":1,"total_cputime":1}'}


def test_the_token_stands_in_a_header_and_not_in_the_address(talk):
    session, service = talk(INSTAGRAM, lambda *asked: {"user_id": "17", "username": "kat"})
    assert INSTAGRAM.whose(session, "")[0].name == "kat"
    assert service.headers[0]["Authorization"] == "Bearer IGAAsecret0token"
    assert "secret" not in repr(service.asked)


def test_a_key_for_programs_stands_in_a_header_of_its_own(talk):
    session, service = talk(YOUTUBE, lambda *asked: {"items": []})
    YOUTUBE.whose(session, "@kat")
    assert service.headers[0]["X-Goog-Api-Key"] == "IGAAsecret0token"


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/html"}, b"<html>Log in</html>"),
        (200, {}, b'["a list"]'),
        (200, {}, b"[" * 5000),
        (302, {"Location": "https://evil.example/"}, b""),
    ],
)
def test_what_is_no_data_is_refused_in_a_sentence(talk, answer):
    session, _ = talk(INSTAGRAM, lambda *asked: answer)
    with pytest.raises(FeedError) as refused:
        session.get("/me")
    assert str(refused.value).startswith("The service Instagram answered with something else")


def test_an_allowance_that_is_nearly_used_asks_for_an_hour(talk):
    session, _ = talk(INSTAGRAM, lambda *asked: (200, USAGE, {"id": "17"}))
    session.get("/me")
    assert session.wait == 3600


def test_a_form_that_renews_a_token_is_sent_without_it(talk):
    told = {"access_token": "new", "refresh_token": "newer", "refresh_expires_in": 100}
    known = {"refresh_token": "old", "client_key": "k", "client_secret": "s"}
    session, service = talk(TIKTOK, lambda *asked: told, **known)
    renewed = TIKTOK.renew(session)
    assert renewed.secrets == {**known, "token": "new", "refresh_token": "newer"}
    assert renewed.lasts == 100
    assert "Authorization" not in service.headers[0]
