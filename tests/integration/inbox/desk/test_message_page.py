"""One message's page."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.core.messages.disposal import erase_message
from katrineholm.socialhub.core.messages.store import messages_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{1+1}}"


def test_what_comes_from_outside_is_shown_as_text(receive, look, send):
    sender = {"name": HOSTILE, "handle": HOSTILE, "url": "javascript:alert(1)", "contact": HOSTILE}
    number = receive(
        HOSTILE,
        sender=sender,
        subject=HOSTILE,
        permalink="javascript:alert(1)",
        in_reply_to="data:text/html,x",
        reported={"reason": HOSTILE, "text": HOSTILE, "contact": HOSTILE},
    )
    send("anna", number, "note", text=HOSTILE)
    send("anna", number, "act", rules=["K1"], reason=HOSTILE)
    for page in (look("anna", number).text, look("anna").text):
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:alert' not in page
        assert 'href="data:' not in page


def test_the_account_of_who_had_it_may_be_gone(receive, send, look, state, browse, people):
    number = receive()
    send("anna", number, "claim")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.delete("anna")
    transaction.commit()
    assert look("rut", number).status_code == 200
    assert f"/{number}" in look("rut").text
    sent = browse(*people["anna"]).post(f"hub/@@messages/{number}/answer", data={"answer": "Hej!"})
    assert sent.status_code != 200 or "login" in sent.url
    assert state(number).handling == "answering"


def test_the_page_of_what_is_disposed_of_tells_nothing_of_it_any_more(receive, send, look, hub):
    number = receive(sender={"name": "Nils Dacke"}, permalink="https://example.se/1")
    send("anna", number, "note", text="Ringde upp.")
    transaction.begin()
    erase_message(messages_of(hub).root, messages_of(hub)[number])
    transaction.commit()
    page = look("rut", number)
    assert page.status_code == 200
    assert not re.search("Ringde upp|Nils Dacke|dumma", page.text)


@pytest.mark.parametrize(
    ("code", "chosen"), [("K1", ["K1"]), ("K5", ["K5"]), ("L1", ["L1"]), ("other", [])]
)
def test_the_ground_that_a_reader_reported_is_chosen_beforehand(receive, look, code, chosen):
    number = receive(reported={"reason": code, "text": "Påhopp", "contact": ""})
    page = look("anna", number).text
    assert re.findall(r'name="act-rules"[^>]*value="(\w+)"[^>]*checked', page) == chosen
