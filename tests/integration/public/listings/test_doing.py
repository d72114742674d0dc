"""``POST @entry``: an editor hides, releases and pins from a program as on the entry's page."""

import pytest
import transaction

from katrineholm.socialhub.core.timeline.entry import is_visible
from katrineholm.socialhub.core.timeline.store import timeline_of


def test_an_editor_hides_an_entry_for_a_reason(place, request_factory, login, ask):
    name, session = place.ids["Nyast"], request_factory(basic_auth=login("editor"))
    acts = session.get(f"hub/@entry/{name}").json()["acts"]
    assert [act["do"] for act in acts] == ["hide"]
    refused = session.post(f"hub/@entry/{name}", json={"do": "hide"})
    assert (refused.status_code, [*refused.json()["faults"]]) == (400, ["reason"])
    done = session.post(f"hub/@entry/{name}", json={"do": "hide", "reason": "Fel bild"})
    assert (done.status_code, done.json()["entry"]) == (200, None)
    transaction.begin()
    assert not is_visible(timeline_of(place.hub).get(name))
    assert "'Nyast'" not in str(ask("hub/@stream"))
    back = session.post(f"hub/@entry/{name}", json={"do": "show"})
    assert back.json()["entry"]["title"] == "Nyast"


def test_the_office_pins_an_entry_and_lets_it_back(place, request_factory, login):
    name, session = place.ids["Film"], request_factory(basic_auth=login("office"))
    pinned = session.post(f"hub/@entry/{name}", json={"do": "pin"}).json()
    assert pinned["entry"]["card"]["mark"] == "pinned"
    [first, *_others] = session.get("hub/@stream").json()["stream"]["days"]
    assert (first["hidden_title"], [card["title"] for card in first["cards"]]) == (True, ["Film"])
    let_back = session.post(f"hub/@entry/{name}", json={"do": "unmark"}).json()
    assert let_back["entry"]["card"]["mark"] is None


@pytest.mark.parametrize(
    ("who", "given", "status"),
    [
        ("visitor", {"do": "hide", "reason": "R"}, 401),
        ("editor", {"do": "pin"}, 401),
        ("office", {"do": "burn"}, 400),
        ("office", {}, 400),
        ("office", {"do": ["hide"], "reason": {"a": 1}}, 400),
        ("office", {"do": "hide", "reason": "x" * 501}, 400),
        ("office", {"do": "release", "token": "nonsense"}, 404),
    ],
)
def test_what_may_not_be_done_is_refused(place, request_factory, login, who, given, status):
    session = request_factory(basic_auth=login(who) or None)
    answer = session.post(f"hub/@entry/{place.ids['Nyast']}", json=given)
    assert answer.status_code == status
    transaction.begin()
    assert is_visible(timeline_of(place.hub).get(place.ids["Nyast"]))


def test_what_waits_is_released_as_it_was_seen(place, keep, request_factory, login):
    entry = keep(place.channels["bloggen"], title="Väntar", hold=True)
    transaction.commit()
    session = request_factory(basic_auth=login("editor"))
    told = session.get(f"hub/@entry/{entry}").json()
    assert [act["do"] for act in told["acts"]] == ["release", "hide"]
    assert request_factory().get(f"hub/@entry/{entry}").status_code == 404
    changed = session.post(f"hub/@entry/{entry}", json={"do": "release", "token": f"{entry}.0"})
    assert changed.status_code == 400
    given = {"do": "release", "token": told["token"]}
    assert session.post(f"hub/@entry/{entry}", json=given).status_code == 200
    assert request_factory().get(f"hub/@entry/{entry}").status_code == 200
