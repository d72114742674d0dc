"""A row of the board leads to where it is mended."""

import re
from html import unescape
from types import SimpleNamespace

import transaction
from helpers.integration.office.board import titles
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.office.board.row_serializer import row_actions


def test_a_row_leads_to_the_form_in_one_step(office, board_hub):
    page = office.get("hub/@@board").text
    row = page[page.index('/trasig">') :]
    form = re.search(r'href="([^"]*/edit[^"#]*)', row)[1]
    assert form.endswith("/hub/kultur/trasig/edit")
    assert office.get("hub/kultur/trasig/edit").status_code == 200


def test_who_is_gone_leads_to_the_hand_over(office, editor):
    assert re.search(
        r'href="[^"]*/hub/@@duties#socialhub-handover"', office.get("hub/@@board").text
    )
    assert "socialhub-handover" not in editor.get("hub/kultur/@@board").text


def test_fetch_now_is_pressed_on_the_board(office):
    page = office.get("hub/@@board").text
    token = re.search(r'name="_authenticator" value="(\w+)"', page)[1]
    action = re.search(r'formaction="[^"]*(hub/kultur/trasig/@@fetch-now)"', page)[1]
    answer = office.post(action, data={"_authenticator": token, "uids": "any", "back": "hub"})
    assert answer.url.endswith("/hub/@@board")


def test_a_failing_row_says_the_fault_what_to_do_and_when_it_was_tried(office, editor):
    for session, place in ((office, "hub"), (editor, "hub/kultur")):
        page = unescape(session.get(f"{place}/@@board").text)
        row = page[page.index('/trasig">') : page.index('/bra">')]
        assert "vägrar att visa" in row
        assert "Be leverantören låta webbplatsens server läsa flödet" in row
        assert "Nästa gång" in row
        # An Editor may not add channels, nor examine addresses.
        examines = re.search(r'formaction="[^"]*/hub/@@board" name="address"', row)
        assert bool(examines) == (session is office)
        assert ' name="address" value="http' not in page[page.index('/bra">') :]


def test_reported_channels_stand_first_for_the_office_the_longest_waiting_first(
    office, editor, board_hub, make_functional_channel
):
    make_functional_channel("ny", "draft", title="Ny")
    with api.env.adopt_user(SITE_OWNER_NAME):
        set_state(board_hub.kultur.ny, "reported")
    history.note_event(board_hub.kultur.ny, "report")
    transaction.commit()
    page = office.get("hub/@@board").text
    assert titles(page)[:3] == ["anmald", "ny", "trasig"]
    row = page[page.index('/ny">') : page.index('/trasig">')]
    assert "Anmäld " in unescape(row)
    links = re.findall(r'<a href="[^"]*/ny/(@@[^"]*)"', row)
    assert links[0] == "@@lifecycle?step=make-official"
    assert titles(editor.get("hub/kultur/@@board").text)[0] == "trasig"


def test_the_office_is_led_to_the_token_that_a_channel_lives_by():
    facts = SimpleNamespace(
        state="official", source="account", feed_url="https://graph.example/1", described=""
    )
    row = SimpleNamespace(facts=facts, problems={"broken"})
    for is_office in (True, False):
        actions = row_actions(row, "/insta", is_office=is_office, may_examine=True)
        urls = [link["url"] for link in actions["links"]]
        assert ("/insta/@@connect-account" in urls) == is_office
