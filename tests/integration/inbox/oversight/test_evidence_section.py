"""The form that completes the evidence."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.messages.content import known_content
from katrineholm.socialhub.core.messages.store import messages_of

PNG = b"\x89PNG\r\n\x1a\n"
REPORTED = {"reason": "K1", "text": "Någon hotas"}
SEEN = {"text": "Jag ska ta dig", "sender_name": "Arg", "published": "2026-05-04T18:00"}
FOLD = re.compile(r'<section[^>]*id="socialhub-complete".*?<details([^>]*)>', re.DOTALL)


def is_open(page):
    found = FOLD.search(page)
    return found and "open=" in found[1]


def test_the_form_stands_open_where_the_text_is_missing_or_no_screenshot_is_left_to_take(
    receive, send, sections, do
):
    number = receive("", reported=REPORTED)
    assert is_open(sections("anna", number))
    send(number, SEEN)
    assert not is_open(sections("anna", number))
    do("anna", number, "act", rules=["K1"], reason="Hot")
    transaction.commit()
    assert is_open(sections("anna", number))
    send(number, {}, [("skärm.png", PNG)])
    assert not is_open(sections("anna", number))
    do("anna", number, "unpublish")
    do("anna", number, "close")
    transaction.commit()
    assert "socialhub-complete" not in sections("anna", number)


def test_nobody_is_urged_to_save_what_must_not_be_held(receive, sections, do):
    number = receive("Se bilden")
    do("anna", number, "act", rules=["L5"], reason="Se bilden")
    transaction.commit()
    page = sections("anna", number)
    assert not is_open(page)
    assert 'name="suspected_abuse"' not in page


def test_what_is_refused_stays_written(receive, send, hub):
    number = receive("", reported=REPORTED)
    answer = send(number, SEEN | {"sender_name": "<b>Arg</b>"}, [("a.exe", b"MZ")])
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert is_open(answer.text)
    for written in ("Jag ska ta dig", "&lt;b&gt;Arg&lt;/b&gt;", 'value="2026-05-04T18:00"'):
        assert written in answer.text
    assert known_content(messages_of(hub)[number])["text"] == ""


def test_what_was_closed_meanwhile_is_refused_and_stays_written(receive, send, do):
    number = receive("", reported=REPORTED)
    do("anna", number, "close")
    transaction.commit()
    answer = send(number, SEEN)
    assert (answer.status_code, 'role="alert"' in answer.text) == (200, True)
    assert "Jag ska ta dig" in answer.text


def test_a_form_that_is_sent_as_it_stands_adds_nothing(receive, send, log):
    number = receive("Rad 1\n\nRad 2", sender={"name": "Eva", "id": "7"}, published=1_777_910_459)
    same = {"text": "Rad 1\r\n\r\nRad 2", "sender_name": "Eva", "published": "2026-05-04T18:00"}
    assert send(number, same).status_code == 200
    assert log(number, "completed") is None


def test_a_known_sender_keeps_what_the_form_does_not_show(receive, send, hub):
    number = receive("Text", sender={"name": "Eva", "id": "7"})
    send(number, {"text": "Text", "sender_name": "", "sender_handle": "@eva"})
    assert known_content(messages_of(hub)[number])["sender"] == {"handle": "@eva", "id": "7"}


@pytest.mark.usefixtures("framed")
def test_whoever_may_not_complete_it_is_not_led_there(receive, browse, people):
    receive("", reported=REPORTED)
    page = browse(*people["rut"]).get("hub/@@messages/1").text
    assert "Någon hotas" in page
    assert "socialhub-complete" not in page
