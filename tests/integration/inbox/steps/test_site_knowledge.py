"""What the site itself knows of a step cannot be forged."""

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of


def kept(hub):
    """All that the store holds, as plain values."""
    transaction.begin()
    messages = messages_of(hub)
    root = messages.root
    return (
        {n: (dict(m["state"]), m["who"], m["order"]) for n, m in root["messages"].items()},
        {n: (messages.log(n), messages.evidence(n)) for n in root["messages"]},
        [list(root[name]) for name in ("sources", "addresses", "shelves")],
        {key: count() for key, count in root["counts"].items() if count()},
    )


def is_refused(answer):
    """Whether it is a refusal as the contract has it: one sentence, and the guard's name."""
    said = answer.json()
    sentence = said["message"]
    return (
        (answer.status_code, said["type"]) in ((400, "BadRequest"), (403, "Forbidden"))
        and bool(said["guard"])
        and 5 < len(sentence) < 300
        and sentence.endswith((".", "!"))
    )


@pytest.fixture
def untouched(hub):
    """Fails where a test has changed anything in the store since it asked for ``untouched()``."""
    before = []
    yield lambda: before.append(kept(hub))
    assert [kept(hub)] == before


@pytest.mark.parametrize(
    ("path", "given", "guard"),
    [
        ("state", {"rules": ["K1"]}, "given"),
        ("state", {"handling": "closed"}, "given"),
        ("state", {"secret": "ja"}, "given"),
        ("state\u0085", {"secret": True}, "transition"),
        ("explode", {"reason": "x"}, "transition"),
        ("note", {"text": " \x00 "}, "given"),
        ("forward", {"receiver": "anna", "reason": "Hon vet"}, "given"),
        ("assess", {}, "role"),
        ("dispose", {}, "role"),
    ],
)
def test_what_is_forged_is_refused_by_its_guard(receive, rest, untouched, path, given, guard):
    number = receive()
    untouched()
    answer = rest("anna").post(f"hub/@messages/{number}/{path}", json=given)
    assert is_refused(answer)
    assert answer.json()["guard"] == guard
