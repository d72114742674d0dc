"""A new council: the parties of the latest one are taken over in one step, or not at all."""

from datetime import timedelta

import pytest
import transaction
from helpers.integration.public.partyblogs import DAYS, LAST, new
from plone import api

from katrineholm.socialhub.public.partyblogs import council
from katrineholm.socialhub.public.partyblogs.parties import visible_parties


@pytest.fixture
def hub(functional_administration):
    return functional_administration.__parent__


def test_what_is_chosen_is_taken_over_with_link_and_contact(two, hub, office, submit):
    form = DAYS | {"party": ["byalaget", "zebralistan"], "seats-byalaget": "7"}
    answer = submit(office, "hub/@@new-council", form)
    assert (answer.status_code, answer.headers["Location"][-9:]) == (302, "@@parties")
    assert new(hub) == [
        ("Byalaget", "By", "", 7),
        ("Zebralistan", "Zl", "https://zl.example.se/", None),
    ]
    assert hub["byalaget-2030"].contact_name == "Gunilla"
    assert hub["byalaget-2030"].term_to == LAST


@pytest.mark.parametrize(
    "changes",
    [
        {"party": []},
        {"party": ["kultur"]},
        {"term_from": "snart"},
        {"term_to": ""},
        {"term_to": "2030-10-14"},
        {"term_from": "2030-10-14"},
        {"term_from": "1000-01-01"},
        {"term_to": "9999-12-31"},
        {"seats-zebralistan": "många"},
        {"seats-zebralistan": "501"},
        {"seats-zebralistan": "-1"},
        {"seats-zebralistan": "1" * 5000},
    ],
)
def test_one_fault_and_nothing_is_made(two, hub, office, submit, changes):
    before = len(visible_parties(hub))
    form = DAYS | {"party": ["byalaget", "zebralistan"], "seats-byalaget": "7"} | changes
    answer = submit(office, "hub/@@new-council", form)
    assert answer.status_code == 200
    assert answer.text.count('role="alert"') == 1
    assert 'name="seats-byalaget" value="7"' in " ".join(answer.text.split())
    transaction.begin()
    assert len(visible_parties(hub)) == before


def test_the_same_council_is_not_made_twice(two, hub, office, submit):
    form = DAYS | {"party": ["byalaget"]}
    statuses = [submit(office, "hub/@@new-council", form).status_code for _time in range(2)]
    assert statuses == [302, 200]
    assert len(new(hub)) == 1


def test_once_a_term_is_over_its_parties_can_still_be_taken_over(make_party, hub, now):
    days = {"term_from": now - timedelta(900), "term_to": now - timedelta(400)}
    make_party("Avgångna", **days)
    make_party("Byalaget", **days | {"term_to": now - timedelta(3)})
    with api.env.adopt_roles(["Manager"]):
        assert [party.title for party in council.candidate_parties(hub)] == ["Byalaget"]
        assert council.next_term(hub)[0] == now - timedelta(2)
