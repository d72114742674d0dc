"""An editor hides an entry, and shows it again."""

import logging
import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.core.timeline.decisions import apply_filter
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of

pytestmark = pytest.mark.usefixtures("framed")

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def token(session, page="hub/kultur/bloggen"):
    """The token of a form that the session's user is shown."""
    text = session.get(page).text
    return re.search(r'data-token="(\w+)"|name="_authenticator" value="(\w+)"', text).group(1, 2)


def send(session, action, entry, with_token=True):
    data = {"entry": entry, "reason": "Fel bild"}
    if with_token:
        data["_authenticator"] = next(filter(None, token(session)))
    return session.post(f"hub/@@{action}", data=data, allow_redirects=False)


def hidden(place, title="Nyast"):
    transaction.begin()
    return timeline_of(place.hub).get(place.ids[title])["hidden"]


def test_a_hidden_entry_is_out_of_sight_and_comes_back(place, editor, browse, keep, caplog):
    session, visitor = browse(*editor), browse()
    page = f"hub/@@entry/{place.ids['Nyast']}"
    with caplog.at_level(logging.INFO, logger="katrineholm.socialhub"):
        answer = send(session, "hide-entry", place.ids["Nyast"])
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"{place.hub.absolute_url()}/kultur/bloggen/@@hidden-entries",
    )
    assert hidden(place)["by"] == "editor-kultur"
    assert abs(hidden(place)["when"] - api.portal.get().ZopeTime().timeTime()) < 60
    assert f"Entry {place.ids['Nyast']} is hidden by editor-kultur" in caplog.text
    assert visitor.get(page).status_code == 404
    assert ">Nyast<" not in visitor.get("hub").text
    listed = session.get("hub/kultur/bloggen/@@hidden-entries").text
    assert "Nyast" in listed
    assert "editor-kultur" in listed

    assert send(session, "show-entry", place.ids["Nyast"]).status_code == 302
    assert hidden(place) is None
    assert visitor.get(page).status_code == 200


def test_a_hidden_entry_stays_hidden_when_it_is_fetched_again(place, editor, browse, keep):
    send(browse(*editor), "hide-entry", place.ids["Film"])
    transaction.begin()
    timeline = timeline_of(place.hub)
    again = {**timeline.get(place.ids["Film"]), "title": "Film, ny rubrik"}
    store_document(timeline, place.channels["filmer"].UID(), [again], now=2_000_000_000)
    transaction.commit()
    assert timeline.get(place.ids["Film"])["title"] == "Film, ny rubrik"
    assert "Film, ny rubrik" not in browse().get("hub").text


@pytest.mark.parametrize("action", ["hide-entry", "show-entry"])
def test_nothing_is_changed_by_a_link_or_without_the_forms_token(place, editor, browse, action):
    session = browse(*editor)
    link = session.get(f"hub/@@{action}?entry={place.ids['Nyast']}")
    bare = send(session, action, place.ids["Nyast"], with_token=False)
    assert (link.status_code, bare.status_code) == (405, 403)
    assert hidden(place) is None


@pytest.mark.parametrize("role", ["Member", "Reader", "Contributor"])
def test_hiding_needs_its_permission(place, browse, person, role):
    answer = send(browse(*person(role)), "hide-entry", place.ids["Nyast"])
    assert "login" in answer.headers["Location"]
    assert hidden(place) is None


def test_an_editor_of_one_administration_cannot_hide_anothers_entries(place, editor, browse):
    answer = send(browse(*editor), "hide-entry", place.ids["Bild"])
    assert "login" in answer.headers["Location"]
    assert hidden(place, "Bild") is None


@pytest.mark.parametrize("entry", ["", "x", "\x00", "å" * 500])
def test_an_unknown_entry_is_not_found(place, editor, browse, entry):
    assert send(browse(*editor), "hide-entry", entry).status_code == 404


def test_the_button_is_shown_to_those_who_may(place, editor, browse):
    page = f"hub/@@entry/{place.ids['Nyast']}"
    assert "hide-entry" in browse(*editor).get(page).text
    assert "hide-entry" not in browse(*editor).get(f"hub/@@entry/{place.ids['Bild']}").text
    assert "hide-entry" not in browse().get(page).text


def test_the_list_says_why_an_entry_is_not_seen(place, browse):
    transaction.begin()
    timeline = timeline_of(place.hub)
    apply_filter(timeline, place.channels["bloggen"].UID(), lambda entry: entry["title"] != "Äldst")
    transaction.commit()
    text = browse(*MANAGER).get("hub/kultur/bloggen/@@hidden-entries").text
    assert "Äldst" in text
    assert "show-entry" not in text
    assert "Äldst" not in browse().get("hub/kultur/bloggen/@@hidden-entries").text


def test_cards_lead_those_who_may_hide_to_the_entry(make_functional_channel, keep, browse):
    entry_id = keep(make_functional_channel("bloggen"))
    transaction.commit()
    editor, visitor = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD), browse()
    for session, led in ((editor, True), (visitor, False), (editor, True)):
        page = session.get("hub").text
        assert f"@@entry/{entry_id}" in page
        assert ("socialhub-hide" in page) is led
