"""A row of the board leads to where it is mended."""

import re
from types import SimpleNamespace

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
    answer = office.post(action, data={"_authenticator": token, "uids": "any"})
    assert answer.url.endswith("/hub/kultur/trasig")


def test_the_office_is_led_to_the_token_that_a_channel_lives_by():
    facts = SimpleNamespace(
        state="official", source="account", feed_url="https://graph.example/1", described=""
    )
    row = SimpleNamespace(facts=facts, problems={"broken"})
    urls = [link["url"] for link in row_actions(row, "/insta", is_office=True)["links"]]
    assert "/insta/@@connect-account" in urls
    urls = [link["url"] for link in row_actions(row, "/insta", is_office=False)["links"]]
    assert "/insta/@@connect-account" not in urls
