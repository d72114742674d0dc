"""After each step its confirmation, and the way to the next message that waits."""

import re
from urllib.parse import urlsplit

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def step(submit, people, browse):
    """A function that takes a step by a form; the message that the page then leads on to."""

    def step(name, number, step, place="hub", **data):
        sent = submit(people[name], f"{place}/@@messages/{number}/{step}", data)
        found = urlsplit(sent.headers["Location"])
        assert found.path.endswith(f"@@messages/{number}")
        page = browse(*people[name]).get(f"{place}/@@messages/{number}?{found.query}").text
        onwards = re.search(r'<a id="socialhub-onwards" href="[^"]*@@messages/(\d+)', page)
        return int(onwards[1]) if onwards else None

    return step


@pytest.fixture
def three(receive):
    """Three messages, the first is due first."""
    return [receive(text, now=NOW + n * 3600) for n, text in enumerate(("Ett", "Två", "Tre"))]


CLOSING = {"way": "close", "close-outcome": "Inget att göra"} | {
    f"question_{name}": "no" for name in ("rules", "direct", "case", "answer_due")
}


def test_the_page_leads_to_the_next_in_the_list_and_then_to_the_first(three, step):
    first, second, third = three
    assert step("anna", second, "decide", **CLOSING) == third
    assert step("anna", third, "decide", **CLOSING) == first
    assert step("anna", first, "decide", **CLOSING) is None


@pytest.mark.usefixtures("framed")
def test_the_confirmation_stands_with_its_message_and_once(three, submit, people, browse):
    anna, number = browse(*people["anna"]), three[0]
    page = anna.get(f"hub/@@messages/{number}").text
    token = re.search(r'name="_authenticator" value="(\w+)"', page)[1]
    form = CLOSING | {"_authenticator": token}
    sent = anna.post(f"hub/@@messages/{number}/decide", data=form)
    assert sent.url.endswith("#socialhub-done")
    box = sent.text.partition('id="socialhub-done"')[2].partition("</div>")[0]
    assert "Meddelandets läge är nu: Avslutat." in box
    assert f"@@messages/{three[1]}" in box
    assert sent.text.count("Meddelandets läge är nu: Avslutat.") == 1
    assert "socialhub-done" not in anna.get(f"hub/@@messages/{number}").text


def test_one_press_claims_a_message_and_leads_to_the_writing_box(three, submit, people, look):
    number = three[0]
    assert f'/hub/@@messages/{number}/claim"' in look("anna", number).text
    sent = submit(people["anna"], f"hub/@@messages/{number}/claim", {})
    box = sent.headers["Location"].partition("#")[2]
    page = look("anna", number).text
    assert re.search(rf'<textarea[^>]*id="{box}"', page)
    assert "/claim" not in page


def test_the_oldest_message_that_waits_for_somebody_is_a_step_away(three, browse, people, step):
    def opened(name):
        found = browse(*people[name]).get("hub/@@messages/oldest", allow_redirects=False)
        return found.headers["Location"].partition("/hub/@@messages")[2]

    assert opened("anna") == f"/{three[0]}?list=mine%3D1"
    for each in three:
        step("anna", each, "decide", **CLOSING)
    assert opened("anna") == ""


def test_the_officers_own_choice_in_the_list_is_kept(three, receive, step, browse, people):
    direct = receive("Direkt", is_direct=True, now=NOW + 9 * 3600)
    assert step("anna", three[0], "decide", list="kind=direct", **CLOSING) == direct
    rows = browse(*people["anna"]).get("hub/@@messages?kind=public&mine=1").text
    assert f"@@messages/{three[1]}?list=kind%3Dpublic%26mine%3D1" in rows
    page = browse(*people["anna"]).get(f"hub/@@messages/{direct}?list=kind%3Dpublic%26mine%3D1")
    assert 'value="kind=public&amp;mine=1"' in page.text
    assert "@@messages?kind=public&amp;mine=1" in page.text


def test_what_somebody_else_has_taken_is_passed_over(three, step, hub):
    first, second, third = three
    step("anna", second, "forward", receiver="cia", reason="Hon vet")
    step("cia", second, "accept")
    assert step("anna", first, "decide", **CLOSING) == third
    transaction.begin()
    assert messages_of(hub).state(first).handling == "closed"


@pytest.mark.parametrize("query", ["kind=nej", "%00=1", "state=" + "x" * 2000, "late=1&late=1"])
def test_a_strange_list_is_no_fault_of_the_servers(three, step, query):
    assert step("anna", three[0], "decide", list=query, **CLOSING) in (None, *three)


def test_a_step_that_moves_a_message_in_the_list_loses_no_place(three, step):
    first, second, third = three
    assert step("anna", second, "act", rules=["K1"], reason="Påhopp") == third
    step("anna", second, "unpublish", then=str(third))
    step("anna", second, "decide", question_case="no", then=str(third))
    assert step("anna", second, "close", then=str(third)) == third
    assert step("anna", first, "decide", then="99", **CLOSING) == third
