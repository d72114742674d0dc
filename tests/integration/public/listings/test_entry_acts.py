"""What an editor does with an entry is written down, with who did it and why, at every door."""

import pytest
import transaction
from helpers.integration.log import all_lanes
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import post_acts
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline.entry import is_held
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.held_entries import version_token
from katrineholm.socialhub.refresh.post_log_check import post_log_fault

MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


@pytest.fixture
def act(place, submit):
    """A function that presses a button: ``act("hide-entry", "Nyast", reason="Fel bild")``."""

    def act(action, title, **form):
        entry = place.ids.get(title, title)
        answer = submit(MANAGER, f"hub/@@{action}", {"entry": entry} | form)
        transaction.begin()
        return answer

    return act


@pytest.fixture
def waiting(place, keep):
    """An entry of bloggen that waits; its id."""
    entry_id = keep(place.channels["bloggen"], hold=True, title="Okapi")
    transaction.commit()
    return entry_id


def acts(hub, entry_id):
    return [(line.act, line.who, line.why) for line in post_acts.post_lines(hub, entry_id)]


def is_vouched_for(hub):
    return not [*record_faults(messages_of(hub).root, lanes=all_lanes(hub))] and not post_log_fault(
        hub
    )


def test_what_is_done_with_an_entry_is_told_in_order(place, act):
    act("pin-entry", "Film", reason="Valdag")
    act("pin-entry", "Film")
    act("feature-entry", "Film")
    act("pin-entry", "Nyast", reason="Nyare")
    act("unmark-entry", "Film", reason="Över")
    act("unmark-entry", "Film")
    act("unmark-entry", "Nyast")
    act("hide-entry", "Film", reason="Fel bild")
    act("show-entry", "Film")
    assert acts(place.hub, place.ids["Film"]) == [
        ("pin", SITE_OWNER_NAME, "Valdag"),
        ("feature", SITE_OWNER_NAME, ""),
        ("unfeature", SITE_OWNER_NAME, "Över"),
        ("hide", SITE_OWNER_NAME, "Fel bild"),
        ("show", SITE_OWNER_NAME, ""),
    ]
    assert acts(place.hub, place.ids["Nyast"]) == [
        ("pin", SITE_OWNER_NAME, "Nyare"),
        ("unpin", SITE_OWNER_NAME, ""),
    ]
    assert is_vouched_for(place.hub)


def test_the_entry_that_loses_its_place_to_another_is_told_so(place, act):
    act("pin-entry", "Film")
    act("pin-entry", "Nyast", reason="Nyare")
    assert acts(place.hub, place.ids["Film"])[1:] == [("unpin", SITE_OWNER_NAME, "Nyare")]


@pytest.mark.parametrize(("what", "told"), [("show", "release"), ("hide", "decline")])
def test_what_is_decided_of_a_waiting_entry_is_told(place, act, waiting, what, told):
    ticked = version_token(timeline_of(place.hub).get(waiting))
    act("held-entries", ticked, do=what, reason="Granskat")
    assert acts(place.hub, waiting) == [(told, SITE_OWNER_NAME, "Granskat")]
    assert is_vouched_for(place.hub)


def test_hiding_a_waiting_entry_on_its_page_declines_it(place, act, waiting):
    act("hide-entry", version_token(timeline_of(place.hub).get(waiting)), reason="Reklam")
    assert acts(place.hub, waiting) == [("decline", SITE_OWNER_NAME, "Reklam")]


def test_nothing_is_hidden_without_a_reason(place, act, waiting, browse):
    answer = act("hide-entry", "Nyast")
    assert answer.headers["Location"].endswith(f"@@entry/{place.ids['Nyast']}")
    act("held-entries", version_token(timeline_of(place.hub).get(waiting)), do="hide", reason="  ")
    act("hide-entry", "Nyast", reason="x" * 501)
    timeline = timeline_of(place.hub)
    assert timeline.get(place.ids["Nyast"])["hidden"] is None
    assert is_held(timeline.get(waiting))
    assert acts(place.hub, place.ids["Nyast"]) == acts(place.hub, waiting) == []


@pytest.mark.usefixtures("framed")
def test_the_form_says_why_it_was_refused(place, browse, submit):
    session = browse(*MANAGER)
    page = f"hub/@@entry/{place.ids['Nyast']}"
    found = session.get(page).text.partition('name="_authenticator" value="')[2][:40]
    data = {"entry": place.ids["Nyast"], "_authenticator": found}
    assert "Skriv varför inlägget döljs." in session.post("hub/@@hide-entry", data=data).text
