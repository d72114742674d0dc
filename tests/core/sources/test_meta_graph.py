"""What Meta's interfaces have in common."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.sources import meta_graph
from katrineholm.socialhub.core.sources.environment import default_meta_app
from katrineholm.socialhub.core.sources.facebook_connector import FACEBOOK
from katrineholm.socialhub.core.sources.instagram_connector import INSTAGRAM
from katrineholm.socialhub.core.sources.model import TokenInfo


@pytest.mark.parametrize(
    ("paging", "after"),
    [
        ({"cursors": {"after": "A1"}, "next": "https://evil.example/?access_token=x"}, "A1"),
        ({"cursors": {"after": "A1"}}, ""),
        ({"next": "https://evil.example/"}, ""),
        ("text", ""),
    ],
)
def test_the_cursor_leads_on_and_the_address_never(paging, after):
    assert meta_graph.next_cursor({"paging": paging}) == after


@pytest.mark.parametrize("data", [{}, {"success": "true"}, {"success": False}])
def test_what_is_not_said_to_be_done_is_not_done(talk, data):
    session, _service = talk(INSTAGRAM, lambda *asked: data)
    with pytest.raises(FeedError):
        meta_graph.set_flag(session, "/1", "hide", True)


def test_what_is_said_to_be_done_is_done(talk):
    session, _service = talk(INSTAGRAM, lambda *asked: {"success": True})
    meta_graph.set_flag(session, "/1", "hide", True)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"access_token": "x"},
        {"access_token": "", "expires_in": 1},
        {"access_token": "x", "expires_in": -5},
        {"access_token": "x", "expires_in": 10**15},
    ],
)
def test_a_token_that_did_not_come_back_is_no_token(talk, data):
    session, _service = talk(INSTAGRAM, lambda *asked: data)
    with pytest.raises(FeedError):
        INSTAGRAM.renew(session)


@pytest.fixture
def app(monkeypatch):
    """The operator has set the municipality's own app at Meta."""
    monkeypatch.setenv("SOCIALHUB_META_APP", "123|0a0b")
    default_meta_app.cache_clear()
    yield
    default_meta_app.cache_clear()


def test_with_the_apps_secret_each_request_is_signed(talk, app):
    session, service = talk(FACEBOOK, lambda *asked: {"id": "1"})
    session.get("/v25.0/me", fields="id")
    # By openssl: printf %s IGAAsecret0token | openssl dgst -sha256 -hmac 0a0b
    proof = "557f28271817a25480c88d0884fe8d31faa4e24ecbb19ce7e94a6346023f5c2a"
    assert service.asked[0][2] == {"fields": "id", "appsecret_proof": proof}


def test_without_an_app_nothing_is_signed_and_no_token_is_examined(talk):
    session, service = talk(FACEBOOK, lambda *asked: {"id": "1"})
    assert meta_graph.token_info(session) is None
    assert dict(meta_graph.app_secret_proof(session.secrets)) == {}
    assert service.asked == []


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ({"expires_at": 0, "data_access_expires_at": 0}, 0),
        ({"expires_at": 0, "data_access_expires_at": 1790000000}, 1790000000),
        ({"expires_at": 1780000000, "data_access_expires_at": 1790000000}, 1780000000),
        ({"expires_at": "soon", "data_access_expires_at": None}, 0),
    ],
)
def test_the_app_is_told_when_a_token_ends_and_what_it_may(talk, app, told, ends):
    told |= {"is_valid": True, "scopes": ["pages_show_list", "<b>", 7]}
    session, service = talk(FACEBOOK, lambda *asked: {"data": told})
    assert meta_graph.token_info(session) == TokenInfo(ends, ("pages_show_list",))
    assert service.headers[0]["Authorization"] == "Bearer 123|0a0b"
    assert session.secrets["token"] == "IGAAsecret0token"


@pytest.mark.parametrize("told", [{"is_valid": False}, {"data": {}}, {}])
def test_a_token_that_does_not_count_is_refused(talk, app, told):
    session, _service = talk(FACEBOOK, lambda *asked: {"data": told})
    with pytest.raises(FeedError) as refused:
        meta_graph.token_info(session)
    assert refused.value.code == "token_ended"


def test_an_endless_thread_ends(talk):
    page = {"data": [{"id": "c"}], "paging": {"cursors": {"after": "A"}, "next": "https://x/"}}
    session, service = talk(FACEBOOK, lambda *asked: page)
    more = meta_graph.MorePages(session)
    assert len(list(more.objects({"id": "1", "comments": page}, "comments"))) == 1 + meta_graph.MORE
    assert list(more.objects({"id": "1", "comments": page}, "comments")) == [{"id": "c"}]
    assert len(service.asked) == meta_graph.MORE
