"""A channel's source over REST."""

import pytest
import transaction
from interfaceserver import TOKEN

URL = "hub/kultur/insta/@source"


@pytest.fixture
def ask(request_factory, office, connectable_channel):
    """``ask("POST", json)`` as the office: status and body."""

    def ask(method="GET", json=None, login=office, url=URL):
        answer = request_factory(basic_auth=login).request(method, url, json=json)
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


def test_an_odd_source_is_described_and_let_go(ask, make_functional_channel):
    make_functional_channel("bolaget", feed_url=None)
    url = "hub/kultur/bolaget/@source"
    description = {"form": "page", "items": "article", "title": "h2"}
    address = "https://bolaget.example.se/nyheter"
    assert ask(url=url)[1]["description"] is None
    status, told = ask("POST", {"address": address, "description": description}, url=url)
    assert (status, told["source"], told["address"]) == (200, "mapping", address)
    assert told["description"] == description
    changed = description | {"items": "li"}
    assert ask("POST", {"description": changed}, url=url)[1]["description"] == changed
    for body, guard in (
        ({"description": description | {"items": "li["}}, "items"),
        ({"description": description, "address": "ftp://a.se"}, "address"),
        ({"description": description, "token": "x"}, None),
        ({"description": [1]}, None),
        ({"description": {"form": "page"}}, "items"),
        ({"description": description | {"items": 7}}, "items"),
        ({"description": description, "address": "x" * 2001}, "address"),
        ({"description": description | {"itmes": "li"}}, None),
    ):
        status, told = ask("POST", body, url=url)
        assert (status, told.get("guard")) == (400, guard), body
        assert told["message"]
    assert ask(url=url)[1]["description"] == changed
    status, told = ask("POST", {"description": None}, url=url)
    assert (status, told["description"], told["source"]) == (200, None, "feed")
