"""After each step the next message that waits."""

from urllib.parse import parse_qs, urlsplit

import pytest
import transaction
from officers import NOW

from katrineholm.socialhub.core.messages.store import messages_of


@pytest.fixture
def step(submit, people):
    """A function that takes a step by a form; the path and the query of the page that comes."""

    def step(name, number, step, place="hub", **data):
        sent = submit(people[name], f"{place}/@@messages/{number}/{step}", data)
        found = urlsplit(sent.headers["Location"])
        return found.path.partition("@@messages")[2].lstrip("/"), parse_qs(found.query)

    return step


@pytest.fixture
def three(receive):
    """Three messages, the first is due first."""
    return [receive(text, now=NOW + n * 3600) for n, text in enumerate(("Ett", "Två", "Tre"))]


CLOSING = {"way": "close", "close-outcome": "Inget att göra"} | {
    f"question_{name}": "no" for name in ("rules", "direct", "case", "answer_due")
}


def test_the_next_in_the_list_comes_and_then_the_first_that_was_passed_over(three, step):
    first, second, third = map(str, three)
    assert step("anna", second, "decide", **CLOSING)[0] == third
    assert step("anna", third, "decide", **CLOSING)[0] == first
    path, query = step("anna", first, "decide", **CLOSING)
    assert (path, query) == ("", {})


def test_the_page_tells_which_message_has_been_done_with(three, step, browse, people):
    path, query = step("anna", three[0], "decide", **CLOSING)
    assert query == {"done": [str(three[0])]}
    page = browse(*people["anna"]).get(f"hub/@@messages/{path}?done={three[0]}").text
    assert f"Tillbaka till meddelande {three[0]}" in page


def test_the_officers_own_choice_in_the_list_is_kept(three, receive, step, browse, people):
    direct = receive("Direkt", is_direct=True, now=NOW + 9 * 3600)
    assert step("anna", three[0], "decide", list="kind=direct", **CLOSING)[0] == str(direct)
    rows = browse(*people["anna"]).get("hub/@@messages?kind=public&mine=1").text
    assert f"@@messages/{three[1]}?list=kind%3Dpublic%26mine%3D1" in rows
    page = browse(*people["anna"]).get(f"hub/@@messages/{direct}?list=kind%3Dpublic%26mine%3D1")
    assert 'value="kind=public&amp;mine=1"' in page.text
    assert "@@messages?kind=public&amp;mine=1" in page.text


def test_a_message_with_more_to_do_stays(three, step):
    path, _query = step("anna", three[0], "decide", question_rules="no")
    assert path == str(three[0])
    path, _query = step("anna", three[0], "claim")
    assert path == str(three[0])
    path, _query = step("anna", three[0], "act", rules=["K1"], reason="Personangrepp")
    assert path == str(three[0])


def test_what_somebody_else_has_taken_is_passed_over(three, step, hub):
    first, second, third = three
    step("anna", second, "forward", receiver="cia", reason="Hon vet")
    step("cia", second, "accept")
    assert step("anna", first, "decide", **CLOSING)[0] == str(third)
    transaction.begin()
    assert messages_of(hub).state(first).handling == "closed"


@pytest.mark.parametrize("query", ["kind=nej", "%00=1", "state=" + "x" * 2000, "late=1&late=1"])
def test_a_strange_list_is_no_fault_of_the_servers(three, step, query):
    assert step("anna", three[0], "decide", list=query, **CLOSING)[0] in ("", *map(str, three))


def test_a_step_that_moves_a_message_in_the_list_loses_no_place(three, step):
    first, second, third = three
    path, query = step("anna", second, "act", rules=["K1"], reason="Påhopp")
    assert (path, query["then"]) == (str(second), [str(third)])
    step("anna", second, "unpublish", then=str(third))
    step("anna", second, "decide", question_case="no", then=str(third))
    path, query = step("anna", second, "close", then=str(third))
    assert (path, query) == (str(third), {"done": [str(second)]})
    assert step("anna", first, "decide", then="99", **CLOSING)[0] == str(third)
