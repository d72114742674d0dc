"""How a public page is sent, and to whom it may be sent again."""

import gzip

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.public.listings.places import HubView
from katrineholm.socialhub.site.caching import pages

pytestmark = pytest.mark.usefixtures("framed")

KEPT = (
    *("hub", "hub/kultur", "hub/kultur/bloggen", "hub/@@sections", "hub?kind=blog"),
    *("hub/@@official-list", "hub/@@facebook", "hub/@@parties"),
)
PRIVATE = "private, no-store"


@pytest.fixture
def hub(functional_administration, make_functional_channel):
    make_functional_channel("bloggen", kind="blog")
    return functional_administration.__parent__


@pytest.mark.parametrize("url", KEPT)
def test_a_public_page_is_kept_for_a_moment_and_not_sent_again_while_it_is_the_same(
    hub, browse, url
):
    first = browse().get(url)
    assert first.headers["Cache-Control"] == "public, max-age=10"
    again = browse().get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")
    assert browse().get(url, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_it_is_packed_for_browsers_that_unpack_it(hub, browse):
    plain = browse().get("hub", headers={"Accept-Encoding": "identity"})
    packed = browse().get("hub", headers={"Accept-Encoding": "gzip"}, stream=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    body = packed.raw.read(decode_content=False)
    assert gzip.decompress(body) == plain.content
    assert len(body) < len(plain.content) / 3
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("url", KEPT)
def test_who_is_logged_in_shares_nothing(hub, browse, url):
    answer = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get(url)
    assert answer.headers["Cache-Control"] == PRIVATE
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("url", ["hub/@@messages", "hub/@@board", "hub/@@outbox"])
def test_private_pages_are_stored_nowhere(hub, browse, url):
    assert browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get(url).headers["Cache-Control"] == PRIVATE


def test_a_message_of_what_was_just_done_is_told_to_one_visitor_alone(hub, browse):
    session = browse()
    session.cookies.set("statusmessages", "BURIZWxsb2luZm8=")
    assert "public" not in session.get("hub").headers.get("Cache-Control", "")


def test_what_is_not_found_is_not_kept(hub, browse):
    assert "public" not in browse().get("hub/@@entry/0").headers.get("Cache-Control", "")


@pytest.fixture
def made(monkeypatch):
    """How often the hub's page was made."""
    numbers, index = [], HubView.rendered
    monkeypatch.setattr(HubView, "rendered", lambda view: numbers.append(1) or index(view))
    monkeypatch.setattr(pages, "SECONDS", 3600)
    return numbers


def test_a_page_is_made_once_while_nothing_is_written(hub, browse, made):
    answers = [browse().get("hub") for _ in range(3)]
    assert len(made) == 1
    assert len({answer.text for answer in answers}) == 1
    assert len({tuple(sorted(told(answer).items())) for answer in answers}) == 1
    tag = answers[0].headers["ETag"]
    assert browse().get("hub", headers={"If-None-Match": tag}).status_code == 304
    assert len(made) == 1
    browse().get("hub?kind=blog")
    assert len(made) == 2


def test_what_is_written_is_seen_at_once(hub, browse, made):
    browse().get("hub")
    hub.hub.title = "Kommunen i sociala medier"
    transaction.commit()
    assert "Kommunen i sociala medier" in browse().get("hub").text
    assert len(made) == 2


def test_nobody_is_given_what_was_made_for_somebody_else(hub, browse, made):
    owner = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("hub").text
    assert "userrole-authenticated" in owner
    assert "userrole-authenticated" not in browse().get("hub").text
    assert "userrole-authenticated" in browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD).get("hub").text
    session = browse()
    session.cookies.set("I18N_LANGUAGE", "en")
    session.get("hub")
    assert len(made) == 4


def told(answer):
    return {name: value for name, value in answer.headers.items() if name != "Date"}
