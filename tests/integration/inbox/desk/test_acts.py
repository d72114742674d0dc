"""What can be done with a message is said once, for its page and for programs."""

import pytest
import transaction

from katrineholm.socialhub.core.messages.flow import QUESTIONS, TRANSITIONS, Transition
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.acts import step_values
from katrineholm.socialhub.inbox.desk.guide import QUESTION_HELP


@pytest.fixture
def ponder(monkeypatch):
    """A step more in the flow."""
    step = Transition(
        "ponder",
        "T99",
        "Ponder it",
        who=("responsible",),
        handling=("assessing",),
        to="watched",
        guards=("reason",),
        asks=("reason", "receipt"),
        help="Sleep on it.",
    )
    monkeypatch.setitem(TRANSITIONS, step.id, step)


@pytest.mark.usefixtures("ponder")
def test_a_new_step_is_one_row_of_the_flow(receive, rest, browse, submit, people, hub):
    number, anna = receive(), people["anna"]
    page = browse(*anna).get(f"hub/@@messages/{number}").text
    form = page.partition('id="step-ponder"')[2].partition("</form>")[0]
    for words in ("Sleep on it.", 'name="reason"', 'name="receipt"', "Ponder it</button>"):
        assert words in form
    path = f"hub/@messages/{number}/ponder"
    refused = rest("anna").post(path, json={})
    assert (refused.status_code, refused.json()["guard"]) == (400, "reason")
    assert [*refused.json()["faults"]] == ["reason"]
    told = submit(anna, f"hub/@@messages/{number}/ponder", {"receipt": "Dold"}).text
    assert 'id="socialhub-reason-fault"' in told
    assert ">Dold</textarea>" in told
    assert rest("anna").post(path, json={"reason": "Knepig"}).json()["state"] == "watched"
    transaction.begin()
    [line] = [each for each in messages_of(hub).log(number) if each["step"] == "ponder"]
    assert (line["given"]["reason"], "receipt" in line["given"]) == ("Knepig", False)


def test_every_question_is_explained():
    assert set(QUESTION_HELP) == {question.id for question in QUESTIONS}


@pytest.mark.parametrize(
    ("step", "form", "given"),
    [
        ("act", {"rules": "K1", "reason": " Påhopp "}, {"rules": ["K1"], "reason": "Påhopp"}),
        ("act", {"rules": ["K1", "", 7]}, {"rules": ["K1"]}),
        ("delete", {"confirmed": "yes", "by_office": "1"}, {"confirmed": True}),
        ("answer", {"in_office": "", "answer": ["a", "b"]}, {}),
        ("explode", {"reason": "x"}, {}),
    ],
)
def test_only_what_is_asked_for_is_taken_from_a_form(step, form, given):
    assert step_values(step, form) == given
