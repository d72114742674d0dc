"""The headers that protect readers: on the add-on's own answers, and on no other's."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from publishing import answer

from katrineholm.socialhub.public.listings.players import PLAYERS
from katrineholm.socialhub.public.listings.stream_view import StreamView
from katrineholm.socialhub.site.pages import security_headers
from katrineholm.socialhub.site.pages.security_headers import (
    HEADERS,
    MEMBER_POLICY,
    POLICY,
    VISITOR_POLICY,
)

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
NAMES = {name.lower() for name in (*HEADERS, POLICY)}
CHANNEL = "/plone/hub/kultur/bloggen"


@pytest.fixture(autouse=True)
def site(functional_portal, make_functional_channel):
    make_functional_channel("bloggen", kind="blog", title="Bloggen")
    transaction.commit()


def protection(path, **how):
    found = answer(path, **how).headers
    return {name: found[name] for name in NAMES & {*found}}


def table(policy):
    return {name.lower(): value for name, value in (HEADERS | {POLICY: policy}).items()}


@pytest.mark.parametrize(
    "path",
    [
        "/plone/hub",
        CHANNEL,
        f"{CHANNEL}/@@report-comment",
        "/plone/hub/@@rss",
        "/plone/hub/nothing",
    ],
)
def test_a_page_of_the_add_on_has_all_headers(path):
    assert protection(path) == table(VISITOR_POLICY)
    assert "script-src 'self'" in VISITOR_POLICY.split("; ")


def test_a_page_from_the_cache_and_a_service_have_them(framed):
    assert [protection("/plone/hub") for _ in range(2)] == [table(VISITOR_POLICY)] * 2
    assert protection("/plone/hub/@stream", accept="application/json") == table(VISITOR_POLICY)
    assert protection("/plone/hub", method="HEAD") == table(VISITOR_POLICY)


def test_scripts_of_plones_editor_run_for_those_who_are_logged_in():
    assert protection("/plone/hub", login=MANAGER) == table(MEMBER_POLICY)
    assert protection("/plone/hub/@@board", login=MANAGER) == table(MEMBER_POLICY)


def test_films_and_sounds_are_played_from_their_services():
    policy = VISITOR_POLICY.split("; ")
    assert {"media-src 'self' https: http:", "frame-src 'self' https:"} <= {*policy}
    assert all(address.startswith("https:") for _service, _link, address in PLAYERS)


def test_plones_own_pages_are_left_alone():
    for path in ("/plone", "/plone/login", "/plone/@@search"):
        assert protection(path) == {}
    assert protection("/plone/hub/edit", login=MANAGER) == {}


def test_a_view_keeps_its_own_policy():
    told = answer("/plone/hub/@@facebook-presence").headers
    assert told["content-security-policy"].startswith("frame-ancestors ")
    assert told["x-content-type-options"] == "nosniff"


def test_an_error_is_never_kept(monkeypatch):
    def fail(view):
        view.request.response.setHeader("Cache-Control", "public, max-age=600")
        raise RuntimeError

    monkeypatch.setattr(StreamView, "__call__", fail)
    told = answer("/plone/hub")
    assert (told.status, told.headers["cache-control"]) == (500, "private, no-store")
    assert "x-accel-expires" not in told.headers


def test_a_page_that_is_withdrawn_replaces_the_one_that_nginx_keeps(functional_portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(functional_portal.hub, "retract")
    transaction.commit()
    for path, status in (("/plone/hub", 302), ("/plone/nothing", 404)):
        told = answer(path)
        assert (told.status, told.headers["cache-control"]) == (status, "private, no-store")
        assert told.headers["x-accel-expires"] == "1"
    assert "x-accel-expires" not in answer("/plone/hub", login=MANAGER).headers


def test_a_site_without_the_add_on_is_left_alone(functional_portal, monkeypatch):
    monkeypatch.setattr(security_headers.ISocialHubLayer, "providedBy", lambda request: False)
    assert protection("/plone/hub") == {}
