"""A search among messages, over REST: what is asked, and who finds what."""

from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import transaction
from officers import NOW
from settling import DIARY
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.core.messages import message_index
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.desk.search_query import FIELDS
from katrineholm.socialhub.inbox.intake.receipts import store_receipt

NO_CASE = {"question": "case", "answer": False}
CAME, LATER = "2026-09-21", "2026-09-22"  # NOW, and a day after it
AGE = (datetime.now(ZoneInfo("Europe/Stockholm")).date() - date.fromisoformat(CAME)).days


@pytest.fixture
def desk(receive, rest, hub):
    """1 is taken down and closed, 2 was sent directly and is registered, 3 is somebody's thanks."""
    receive(
        "Ni är fåntrattar",
        permalink="https://www.facebook.com/kommunen/posts/1",
        sender={"name": "Åke Öst", "handle": "@ake"},
        reported={"reason": "K1", "text": "Elakt", "quote": "Fåntrattarna"},
    )
    receive("Bygglovet för altanen", is_direct=True)
    receive("Tack för snöröjningen", now=NOW + 86_400)
    store_receipt(hub, "2026-K7QX3M", 3, now=NOW)
    transaction.commit()
    for number, name, step, given in (
        (1, "anna", "act", {"rules": ["K1"], "reason": "Påhopp"}),
        (1, "anna", "unpublish", {"receipt": "Dold"}),
        (1, "anna", "state", NO_CASE),
        (1, "anna", "close", {}),
        (2, "rut", "register", {**DIARY, "diary_number": "KS 2026/17"}),
    ):
        answer = rest(name).post(f"hub/@messages/{number}/{step}", json=given)
        assert answer.status_code == 200, answer.text


@pytest.fixture
def find(rest):
    """A function that searches: ``find("anna", SearchableText="hej")``; the numbers, as listed."""

    def find(name, at="hub", **query):
        answer = rest(name).get(f"{at}/@messages", params=query)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["items_total"] == len(found["items"])
        return [each["id"] for each in found["items"]]

    return find


SEARCHES = [
    ({"SearchableText": "fåntratt*"}, [1]),
    ({"SearchableText": "bygglov"}, [2]),
    ({"SearchableText": "åke"}, [1]),
    ({"SearchableText": "2026-K7QX3M"}, [3]),
    ({"SearchableText": "KS 2026/17"}, [2]),
    ({"SearchableText": '"för snöröjningen"'}, [3]),
    ({"SearchableText": "för"}, [3, 2]),
    ({"SearchableText": "för", "kind": "direct"}, [2]),
    ({"SearchableText": "fåntrattar", "state": "closed"}, [1]),
    ({"SearchableText": "fåntrattar", "state": "assessing"}, []),
    ({"quote": "fåntratt*"}, [1]),
    ({"quote": "elakt"}, []),
    ({"sender": "ake"}, [1]),
    ({"sender": "fåntratt*"}, []),
    ({"address": "https://facebook.com/kommunen"}, [1]),
    ({"address": "http://www.facebook.com/kommunen/posts/1?fbclid=x"}, [1]),
    ({"address": "facebook.com/annat"}, []),
    ({"after": CAME}, [3, 2, 1]),
    ({"after": LATER}, [3]),
    ({"before": CAME}, [2, 1]),
    ({"after": LATER, "before": LATER}, [3]),
    ({"after": LATER.replace("-", ""), "before": LATER}, [3]),
    ({"age": str(AGE)}, [2, 1]),
    ({"age": str(AGE + 1)}, []),
    ({"rule": "K1"}, [1]),
    ({"rule": "K2"}, []),
    ({"handler": "anna"}, [3, 2, 1]),
    ({"handler": "ANNA"}, [3, 2, 1]),
    ({"handler": "rut"}, [2]),
    ({"handler": "ingen"}, []),
    ({"handler": "anna", "late": "1", "before": CAME}, [2]),
    ({"SearchableText": "", "quote": "", "age": ""}, [2, 3]),
]


def test_each_field_is_searched_before_the_worker_has_come_by_and_after(desk, find, hub):
    assert {name for query, _found in SEARCHES for name in query} >= set(FIELDS)
    for _round in range(2):
        for query, numbers in SEARCHES:
            assert find("rut", **query) == numbers, query
        transaction.begin()
        messages_of(hub).append_queued_lines(NOW)
        message_index.update_index(messages_of(hub).root, 999)
        transaction.commit()
    assert message_index.unindexed_numbers(messages_of(hub).root) == set()


def test_nobody_finds_what_they_could_not_list(desk, find, hub, channel, make_functional_channel):
    """Nobody, in whatever place, and in whatever way they ask."""
    other = make_functional_channel("film", title="Filmer", responsible="cia")
    notify(ObjectModifiedEvent(other))
    transaction.commit()
    asks = [{"SearchableText": "för"}, {"after": "2020-01-01"}, {"handler": "anna"}]
    wanted = {"anna": True, "rut": True, "bert": False, "cia": False, "dan": False}
    for (name, sees), at, ask in product(wanted.items(), ("hub", "hub/kultur"), asks):
        assert bool(find(name, at, **ask)) == sees, (name, at, ask)
    assert find("rut", "hub/kultur/film", after="2020-01-01") == []
    assert find("anna", "hub/kultur/bloggen", SearchableText="bygglov") == [2]


def test_whom_a_message_is_passed_on_to_finds_that_one_alone(desk, find, rest):
    given = {"receiver": "cia", "reason": "Hon vet"}
    assert rest("anna").post("hub/@messages/3/forward", json=given).status_code == 200
    assert find("cia", after="2020-01-01") == [3]
    assert find("cia", after="2020-01-01", mine="1") == [3]
    assert find("anna", after="2020-01-01", mine="1") == [2]


@pytest.mark.parametrize(
    "query",
    [
        {"SearchableText": "!?"},
        {"SearchableText": "ord" * 200},
        {"SearchableText": ["ett", "två"]},
        {"quote": "*"},
        {"quote": b"\xff"},
        {"sender": "…"},
        {"address": "://"},
        {"address": "x" * 3000},
        {"after": "2026-13-01"},
        {"before": "i går"},
        {"after": "2026-02-01", "before": "2026-01-01"},
        {"after": "20260201", "before": "2026-01-31"},
        {"age": "0"},
        {"age": "-3"},
        {"age": "gammal"},
        {"age": "99999999"},
        {"rule": "x" * 400},
        {"rule": " "},
        {"handler": "\u202e"},
        {"handler": ["anna", "bert"]},
    ],
)
def test_what_cannot_be_understood_is_refused_in_a_sentence_and_passed_over_by_a_page(
    rest, browse, people, channel, query
):
    answer = rest("anna").get("hub/@messages", params=query)
    assert (answer.status_code, answer.json()["guard"]) == (400, "given")
    assert answer.json()["message"].endswith(".")
    assert browse(*people["anna"]).get("hub/@@messages", params=query).status_code == 200


@pytest.mark.parametrize("query", ["state=x&kind=y", "b_start=-1", "late=2", "state=" + "a" * 5000])
def test_a_query_that_says_nothing_is_passed_over(receive, browse, people, query):
    receive()
    assert browse(*people["anna"]).get(f"hub/@@messages?{query}").status_code == 200
