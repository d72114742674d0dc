"""The evidence is completed on a message's page before what it is about is taken down."""

import re

import pytest
import transaction

from katrineholm.socialhub.core.messages.content import known_content
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.message_fields import message_fields
from katrineholm.socialhub.inbox.oversight.mailbox_section import mail_attachments, message_document

PNG = b"\x89PNG\r\n\x1a\n"
REPORTED = {"reason": "K1", "text": "Någon hotas"}
SEEN = {"text": "Jag ska ta dig", "sender_name": "Arg", "published": "2026-05-04T18:00"}


def test_what_is_written_and_shown_is_sealed_with_the_take_down(receive, send, do, hub, log):
    number = receive("", reported=REPORTED, permalink="https://example.se/1#c3")
    assert send(number, SEEN, [("skärm.png", PNG)]).status_code == 302
    line = log(number, "completed")
    assert (line["who"], line["given"]["sender"]) == ("anna", {"name": "Arg"})
    do("anna", number, "act", rules=["K1"], reason="Hot")
    do("anna", number, "unpublish")
    [seal] = messages_of(hub).evidence(number)
    assert (seal["captured"]["text"], seal["captured"]["reported"]["text"]) == ("", "Någon hotas")
    assert seal["versions"][0]["given"]["text"] == "Jag ska ta dig"
    assert list(seal["files"]) == ["skärm.png"]


@pytest.mark.usefixtures("framed")
def test_the_page_says_what_is_missing_before_a_take_down(receive, send, do, browse, people):
    number = receive("", reported=REPORTED)
    do("anna", number, "act", rules=["K1"], reason="Hot")
    transaction.commit()
    page = f"hub/@@messages/{number}"
    steps = re.compile(r'id="step-unpublish".*?</form>', re.DOTALL)
    assert "#socialhub-complete" in steps.search(browse(*people["anna"]).get(page).text)[0]
    send(number, SEEN, [("skärm.png", PNG)])
    shown = browse(*people["anna"]).get(page).text
    assert "#socialhub-complete" not in steps.search(shown)[0]
    assert "<blockquote>Jag ska ta dig</blockquote>" in shown
    assert "skärm.png" in shown


@pytest.mark.parametrize(("who", "outcome"), [(None, "login"), ("cia", "login"), ("anna", "done")])
def test_who_may_complete_it(receive, post_as, who, outcome):
    number = receive("", reported=REPORTED)
    assert post_as(who, "complete-message", number=number, **SEEN) == outcome


def test_copies_and_the_mailbox_get_what_is_known(receive, send, hub):
    number = receive("", reported=REPORTED)
    send(number, SEEN, [("skärm.png", PNG)])
    read = {
        name: value
        for name, _title, value in message_fields(known_content(messages_of(hub)[number]))
    }
    assert (read["text"], read["name"], read["reported"]) == (
        "Jag ska ta dig",
        "Arg",
        "Någon hotas",
    )
    assert b'"completed":[{' in message_document(hub, number)
    _data, words, shot = mail_attachments(hub, number)
    assert "Jag ska ta dig" in words.data.decode()
    assert (shot.name, shot.data) == ("skärm.png", PNG)


@pytest.mark.usefixtures("framed")
def test_the_history_tells_it_in_words(receive, send, browse, people):
    number = receive("", reported=REPORTED)
    send(
        number,
        SEEN | {"sender_url": "https://example.se/arg", "suspected_abuse": "1"},
        [("a.png", PNG)],
    )
    shown = browse(*people["anna"]).get(f"hub/@@messages/{number}").text
    assert "Arg · https://example.se/arg" in shown
    assert not re.search(r">(sender|published|withheld|completed)<", shown)
