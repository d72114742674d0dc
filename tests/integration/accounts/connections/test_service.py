"""A channel's source over REST."""

import pytest
import transaction
from interfaceserver import TOKEN

URL = "hub/kultur/insta/@source"


@pytest.fixture
def ask(request_factory, office, channel):
    """``ask("POST", json)`` as the office: status and body."""

    def ask(method="GET", json=None, login=office):
        answer = request_factory(basic_auth=login).request(method, URL, json=json)
        transaction.begin()
        return answer.status_code, answer.json()

    return ask


def test_a_source_tells_its_ways_and_never_its_token(ask):
    status, told = ask()
    assert (status, told["source"], told["connection"]) == (200, "hand", None)
    assert [each["name"] for each in told["interfaces"]] == ["instagram", "instagram-facebook"]
    status, told = ask("POST", {"interface": "instagram", "token": TOKEN})
    assert (status, told["source"]) == (200, "account")
    assert told == ask()[1]
    assert told["connection"]["account"] == "kulturen"
    assert told["connection"]["problem"] == ""
    assert TOKEN not in str(told)
    assert ask("POST", {"interface": None})[1]["source"] == "hand"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"interface": "instagram"},
        {"interface": "instagram", "token": ["x"]},
        {"interface": None, "token": "x"},
        {"interface": 1},
        {"interface": "instagram", "token": "a b"},
        [],
    ],
)
def test_what_is_no_connection_is_refused(ask, body):
    status, told = ask("POST", body)
    assert status == 400
    assert told["message"]
    assert ask()[1]["connection"] is None


def test_others_are_told_nothing(ask, person):
    assert ask(login=person("Member"))[0] in (401, 403)
