"""Messages over REST: who sees what, and one step after another."""

import pytest
from settling import DIARY


def step(session, number, name, **given):
    return session.post(f"hub/@messages/{number}/{name}", json=given)


def test_from_an_insult_to_closed(receive, rest):
    number, anna = receive(), rest("anna")
    assert anna.get("hub/@messages").json()["items_total"] == 1
    body = {"rules": ["K1"], "reason": "Personangrepp"}
    assert step(anna, number, "act", **body).json()["state"] == "acting"
    removed = step(anna, number, "unpublish", receipt="Dold i Facebook").json()
    assert removed["publication"] == "unpublished"
    assert "sealed" in removed["record"]
    # Whether it belongs to a case, or may be secret, is asked of what is taken down, too.
    assert step(anna, number, "close").json()["guard"] == "questions"
    assert step(anna, number, "state", question="case", answer=False).status_code == 200
    assert step(anna, number, "close").json()["state"] == "closed"
    evidence = anna.get(f"hub/@messages/{number}/evidence").json()
    assert evidence["items"][0]["captured"]["text"] == "Ni är dumma"
    assert evidence["items"][0]["is_intact"]


@pytest.mark.parametrize(("name", "status"), [("", 401), ("cia", 403), ("anna", 200), ("rut", 200)])
def test_who_may_read_a_message(receive, rest, name, status):
    number = receive()
    assert rest(name).get(f"hub/@messages/{number}").status_code == status
    assert rest(name).get(f"hub/@messages/{number}/evidence").status_code == status
    listed = rest(name).get("hub/@messages")
    assert listed.status_code == (401 if status == 401 else 200)
    if name:
        assert listed.json()["items_total"] == (status == 200)


@pytest.mark.parametrize(
    ("name", "step_name", "given", "status", "guard"),
    [
        ("anna", "watch", {"answer_due": False}, 400, "reason"),
        # What nobody has answered is no "no".
        ("anna", "watch", {"reason": "x"}, 400, "no-answer-due"),
        ("anna", "close", {"outcome": "x"}, 400, "questions"),
        ("anna", "state", {"question": "case", "answer": True}, 400, "given"),
        ("anna", "state", {"question": "rules", "answer": "no"}, 400, "given"),
        ("anna", "state", {"question": "nonsense", "answer": True}, 400, "question"),
        ("anna", "explode", {}, 400, "transition"),
        ("rut", "claim", {}, 403, "role"),
        ("cia", "claim", {}, 403, "role"),
        ("anna", "accept", {}, 400, "state"),
        ("anna", "restore", {"by_office": True}, 400, "given"),
        ("anna", "act", {"rules": ["K9"], "reason": "x"}, 400, "given"),
        ("anna", "forward", {"receiver": "ingen", "reason": "x"}, 400, "given"),
    ],
)
def test_a_refusal_names_its_guard(receive, rest, name, step_name, given, status, guard):
    number = receive()
    answer = step(rest(name), number, step_name, **given)
    assert (answer.status_code, answer.json().get("guard")) == (status, guard)
    assert answer.json()["message"]
    assert rest("anna").get(f"hub/@messages/{number}").json()["state"] == "assessing"


FIRST = {"diary_number": "KS 2026/1"} | DIARY


def test_a_double_click_is_one_over_rest_too(receive, rest):
    number, rut = receive(), rest("rut")
    assert step(rut, number, "register", **FIRST).status_code == 200
    answer = step(rut, number, "register", **FIRST)
    assert (answer.status_code, answer.json()["guard"]) == (400, "twice")


def test_a_system_hands_a_message_in(channel, rest):
    body = {"text": "<script>alert(1)</script>", "channel": channel.UID(), "kind": "direct"}
    assert rest("cia").post("hub/@messages", json=body).status_code == 403
    made = rest("anna").post("hub/@messages", json=body)
    assert (made.status_code, made.json()["kind"]) == (201, "direct")
    assert rest("anna").post("hub/@messages", json={"text": ""}).status_code == 400
