"""The button, the form, and where they stand."""

from datetime import timedelta

import pytest
import transaction
from plone import api

from katrineholm.socialhub.accounts.channels.times import today
from katrineholm.socialhub.accounts.registration import looks

FORM = "hub/kultur/insta/@@look-at-account"


@pytest.fixture
def insta(make_functional_channel):
    """A channel on a service without a feed that nobody has looked at for long."""
    fields = {"profile_url": "https://www.instagram.com/k/", "feed_url": None}
    made = make_functional_channel(
        "insta", title="Insta", platform="instagram", kind="photo", **fields
    )
    made.official_since = today() - timedelta(60)
    made.reindexObject()
    transaction.commit()
    return made


@pytest.fixture
def editor(insta, functional_portal, person):
    return person("Editor", at=functional_portal.hub.kultur)


def latest(portal, channel):
    transaction.begin()
    return looks.latest_look(portal.hub, channel.UID())


@pytest.mark.usefixtures("framed")
def test_one_press_on_the_channels_page_notes_a_look_of_today(
    insta, editor, browse, submit, functional_portal
):
    page = browse(*editor).get("hub/kultur/insta").text
    assert "Ingen har tittat på kontot än." in page
    assert "Jag har tittat på kontot i dag" in page
    answer = submit(editor, FORM, {})
    assert answer.headers["Location"].endswith("/hub/kultur/insta")
    assert latest(functional_portal, insta).day == today().isoformat()
    page = browse(*editor).get("hub/kultur/insta").text
    assert "Ingen har tittat" not in page
    account = browse(*editor).get("hub/kultur/insta/@@account").text
    assert "Senast tittade editor-kultur på kontot" in account


@pytest.mark.usefixtures("framed")
def test_a_note_and_followers_are_shown_to_editors_and_to_no_visitor(insta, editor, submit, browse):
    data = {"day": today().isoformat(), "note": "Lugnt <b>", "followers": "1 240"}
    assert submit(editor, FORM, data).status_code == 302
    page = browse(*editor).get(FORM).text
    assert "Lugnt &lt;b&gt;" in page
    assert "1\u00a0240" in page
    seen = browse().get("hub/kultur/insta").text
    assert "Lugnt" not in seen
    assert "Titta på kontot" not in seen


def test_what_is_refused_stays_written(insta, editor, submit, functional_portal):
    page = submit(editor, FORM, {"day": "2999-01-01", "note": "Lugnt", "followers": "x"}).text
    assert "Ange vilken dag du tittade" in page
    assert "Lugnt</textarea>" in page
    assert latest(functional_portal, insta) is None
    assert submit(editor, FORM, {}, token=False).status_code in (401, 403)
    assert latest(functional_portal, insta) is None


@pytest.mark.usefixtures("framed")
def test_it_waits_on_the_workplace_and_on_the_board_until_somebody_has_looked(
    insta, functional_portal, person, browse, submit
):
    place = functional_portal.hub.kultur
    login = person("Contributor", at=place)
    api.user.grant_roles(username=login[0], roles=["Contributor", "Editor"], obj=place)
    place.reindexObjectSecurity()
    transaction.commit()
    assert "Konton att titta på" in browse(*login).get("@@workplace").text
    board = browse(*login).get("hub/kultur/@@board?problem=unseen").text
    assert "Ingen har tittat på kontot än." in board
    answer = submit(login, FORM, {})
    assert answer.headers["Location"].endswith("/hub/kultur/insta")
    assert "Konton att titta på" not in browse(*login).get("@@workplace").text
    assert "Ingen har tittat på kontot än." not in browse(*login).get("hub/kultur/@@board").text
