"""The page to which services lead people back, when it is opened without a log-in."""

import pytest


@pytest.mark.parametrize("path", ["", "/instagram", "/instagram?state=x&code=y", "/a/b/c"])
def test_a_visitor_and_a_member_are_told_that_nothing_is_stored(
    browse, person, functional_administration, path
):
    for login, said in (((), "inte inloggad"), (person("Reader"), "inte k")):
        answer = browse(*login).get(f"@@connected-account{path}")
        assert answer.status_code == 400
        assert said in answer.text
        assert "Ingenting har sparats" in answer.text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
