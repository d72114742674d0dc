"""What the site itself knows of a step cannot be forged."""

import pytest
from helpers.integration.inbox.steps import is_refused


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
