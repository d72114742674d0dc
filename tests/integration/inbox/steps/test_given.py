"""What is given along with a step is what it is said to be."""

from datetime import timedelta

import pytest
import transaction
from days import local_day
from settling import DIARY


@pytest.fixture
def watched(receive, rest):
    """A message that is watched: its number, 1."""
    number = receive()
    answer = rest("anna").post(
        f"hub/@messages/{number}/watch", json={"reason": "Se", "answer_due": False}
    )
    assert answer.json()["state"] == "watched"
    transaction.begin()
    return number


@pytest.mark.parametrize(
    "news", ["something", "99", "0", "-1", "9" * 40, "javascript:alert(1)", "1 2"]
)
def test_a_follow_up_is_an_address_or_a_message_that_is_there(watched, rest, news):
    body = {"follow_up": news}
    answer = rest("anna").post(f"hub/@messages/{watched}/reopen-watch", json=body)
    assert (answer.status_code, answer.json()["guard"]) == (400, "given")


@pytest.mark.parametrize("news", ["2", "https://example.org/" + "x" * 500])
def test_an_address_or_a_number_is_taken(watched, receive, rest, news):
    receive("Mer")
    body = {"follow_up": news}
    answer = rest("anna").post(f"hub/@messages/{watched}/reopen-watch", json=body)
    assert (answer.status_code, answer.json()["state"]) == (200, "assessing")
    assert news in [line["given"].get("follow_up") for line in answer.json()["log"]]


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-400, 200), (1, 400), (1500, 400)])
def test_nothing_stands_in_the_diary_under_a_day_to_come(receive, rest, days, status):
    number = receive()
    body = DIARY | {"diary_number": "1", "diary_date": (local_day() + timedelta(days)).isoformat()}
    answer = rest("rut").post(f"hub/@messages/{number}/register", json=body)
    assert answer.status_code == status
