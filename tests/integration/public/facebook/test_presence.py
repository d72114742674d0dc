"""The presence page: for Facebook's frames, and for nobody else's anything else."""

import logging
import re
from time import time

import pytest
import transaction
from filling import Person
from helpers.public.facebook import sign_request
from plone import api

pytestmark = pytest.mark.usefixtures("framed")

SECRET = "mycket-hemlig"
PRESENCE = "hub/@@facebook-presence"
ORIGINS = "https://www.facebook.com https://facebook.com"
RECORD = "katrineholm.socialhub.facebook_app_secret"


@pytest.fixture
def place(make_functional_place):
    """An official place with a number, on a site that knows the app's secret."""
    api.portal.set_registry_record(RECORD, SECRET)
    return make_functional_place("kommunen", title="Kommunen", page_id="123456")


def signed(secret=SECRET, **changes):
    told = {"algorithm": "HMAC-SHA256", "issued_at": int(time()), "page": {"id": "123456"}}
    return {"signed_request": sign_request(told | changes, secret)}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_facebook_may_frame_it(place, browse, method):
    answer = browse().request(method, PRESENCE)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert policy[0] == f"frame-ancestors {ORIGINS}"
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    kept = "public, max-age=10" if method == "GET" else "no-store"
    assert answer.headers["Cache-Control"] == kept


def test_who_is_logged_in_may_have_it_framed_too_and_no_cache_keeps_that(place, browse, person):
    answer = browse(*person("Member")).get(PRESENCE)
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_a_document_of_its_own(place, browse):
    page = browse().get(PRESENCE).text
    assert page.startswith("<!DOCTYPE html>")
    assert re.search(r'<html data-socialhub-theme="presence"[^>]* lang="sv"', page)
    for text in ("<title>", 'name="description"', "<h1>", "Kommunen</a>", 'target="_top"'):
        assert page.count(text) >= 1
    assert "portal-" not in page
    assert "<script" not in page
    assert page.count("<h1") == 1


def test_a_place_that_facebook_has_signed_for_is_greeted(place, browse):
    assert 'class="greeting"' in browse().post(PRESENCE, data=signed()).text
    assert 'class="greeting"' not in browse().get(PRESENCE, params=signed()).text


@pytest.mark.parametrize(
    "data",
    [
        {},
        signed("en-annan"),
        signed(issued_at=int(time()) - 90_000),
        signed(page={"id": "999"}),
        {"signed_request": ["a.b", "c.d"]},
        {"signed_request.x:record": "a"},
        {"signed_request:int": "7"},
        {"signed_request": "a" * 20_000},
        {"signed_request": "<script>alert(1)</script>"},
        {"signed_request": signed()["signed_request"][:-9]},
    ],
)
def test_whatever_else_is_sent_gets_the_plain_page_and_is_not_logged(place, browse, data, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = browse().post(PRESENCE, data=data)
    assert (answer.status_code, 'class="greeting"' in answer.text) == (200, False)
    assert "alert(1)" not in answer.text
    sent = str(data.get("signed_request", "inget"))
    assert sent == "inget" or sent not in caplog.text


def test_a_megabyte_does_no_harm(place, browse):
    answer = browse().post(PRESENCE, data={"signed_request": "a" * 1_100_000})
    assert answer.status_code in (200, 400, 413)
    assert len(answer.text) < 100_000
    assert browse().get(PRESENCE).status_code == 200


def test_a_place_that_is_not_public_is_not_greeted(place, browse, make_functional_place):
    make_functional_place("utkast", "draft", page_id="77777")
    answer = browse().post(PRESENCE, data=signed(page={"id": "77777"}))
    assert 'class="greeting"' not in answer.text


def test_nobody_frames_it_where_nobody_is_allowed(place, browse):
    api.portal.set_registry_record("katrineholm.socialhub.facebook_origins", ())
    transaction.commit()
    policy = browse().get(PRESENCE).headers["Content-Security-Policy"]
    assert policy.startswith("frame-ancestors 'none'; ")


SETTINGS = "@controlpanels/socialhub"


def secret():
    """What is kept; the registry itself remembers what it has said within a request."""
    transaction.begin()
    return api.portal.get_tool("portal_registry").records[RECORD].value


def test_the_secret_goes_in_and_never_comes_out(place, person, request_factory, browse):
    login = person("Information Officer")
    office = request_factory(basic_auth=login)
    answer = office.get(SETTINGS)
    assert answer.json()["data"]["facebook_app_secret"] is None
    assert SECRET not in answer.text
    assert SECRET not in browse(*login).get("@@socialhub-settings").text
    # What was given can be sent back without harm.
    assert office.patch(SETTINGS, json=answer.json()["data"]).status_code == 204
    assert secret() == SECRET
    assert office.patch(SETTINGS, json={"facebook_app_secret": "nyare"}).status_code == 204
    assert secret() == "nyare"
    assert office.patch(SETTINGS, json={"facebook_app_secret": ""}).status_code == 204
    assert secret() is None


def test_saving_the_form_keeps_the_secret(place, person, browse):
    office = Person(browse(*person("Information Officer")))
    office.open("@@socialhub-settings")
    assert SECRET not in office.contents
    office.save()
    assert secret() == SECRET
    office.write(facebook_app_secret="nyare")
    office.save()
    assert secret() == "nyare"


@pytest.mark.parametrize(
    "origin",
    [
        "http://www.facebook.com",
        "https://www.facebook.com/",
        "https://www.facebook.com; script-src *",
        "https://*.facebook.com",
        "*",
        "'self'",
        "https://a.se\nhttps://b.se",
    ],
)
def test_only_origins_over_https_may_be_named(place, person, request_factory, origin):
    office = request_factory(basic_auth=person("Information Officer"))
    answer = office.patch(SETTINGS, json={"facebook_origins": [origin]})
    assert answer.status_code == 400
    assert "https://" in answer.json()["message"]
