"""Disposal: after its time, by decision, by two people, and what is gone is gone."""

import re

import pytest
import transaction
from helpers.integration.inbox.records import DAY, NOW, OLD, as_user, text_of
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.core.messages.disposal import PROPOSAL_STEP, WITHDRAWAL_STEP
from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.guards import IN_ORDER, LIBRARY
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.disposal import (
    dispose_messages,
    expired_messages,
    propose_disposal,
    withdraw_disposal,
)
from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS

DECISION = "Dokumenthanteringsplan 2026, 4.2"


@pytest.fixture
def people(people, joins):
    """Asta is an archivist, too."""
    return people | {"asta": joins("asta", ARCHIVISTS)}


def test_one_proposes_another_confirms_and_the_content_is_gone(closed, hub, post_as, log, browse):
    number = closed()
    form = {"numbers": number, "decision": DECISION}
    assert post_as("arne", "propose-disposal", **form) == "done"
    assert dict(log(number, PROPOSAL_STEP)["given"]) == {"decision": DECISION}
    assert post_as("arne", "confirm-disposal", numbers=number, confirmed=1) == "refused"
    assert text_of(hub, number) == "Hemlig text"
    assert post_as("asta", "confirm-disposal", numbers=number) == "refused"
    assert post_as("asta", "confirm-disposal", numbers=number, confirmed=1) == "done"
    assert text_of(hub, number) == ""
    line = log(number, "dispose")
    assert (line["who"], line["given"]["second_person"]) == ("asta", "arne")
    assert line["given"]["decision"] == DECISION
    assert messages_of(hub).first_mismatch() is None
    assert list(expired_messages(hub, NOW)) == []


def test_what_is_left_can_be_read_and_changed_by_nobody(closed, hub, post_as, rest, people, browse):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    as_user("asta", dispose_messages, hub, [number])
    transaction.commit()
    seen = rest("anna").get(f"hub/@messages/{number}")
    assert seen.status_code == 200
    assert "Hemlig" not in seen.text
    assert post_as("arne", "note-standing", number=number, kind="hold", do="begin", text="x") == (
        "refused"
    )
    for name in ("anna", "rut", "arne"):
        page = browse(*people[name]).get(f"hub/@@messages/{number}")
        assert page.status_code == 200
        assert DECISION in page.text
        assert "Hemlig" not in page.text
        assert "error while rendering" not in page.text


def test_the_page_of_what_is_disposed_of_says_so_and_offers_nothing(closed, hub, people, browse):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    as_user("asta", dispose_messages, hub, [number])
    transaction.commit()
    for name in ("anna", "rut", "arne"):
        page = browse(*people[name]).get(f"hub/@@messages/{number}").text
        page = page.partition('id="content-core"')[2].partition('id="socialhub-log"')[0]
        told = re.findall(r"<dd>\s*([^<]+?)\s*</dd>", page)
        assert '<li class="socialhub-tag">Gallrat</li>' in page
        assert told[:3] == [DECISION, "Arne", "asta"]
        assert re.findall("<form|<blockquote|Okänd|<h3", page) == []


@pytest.mark.parametrize("at", [NOW - 729 * DAY, NOW], ids=["early", "now"])
def test_before_its_time_nothing_is_ripe(closed, hub, at):
    number = closed(at=at)
    assert list(expired_messages(hub, NOW)) == []
    assert as_user("arne", propose_disposal, hub, [number], DECISION) == []


@pytest.mark.parametrize("kind", ["hold", "request", "erasure"])
def test_holds_and_open_requests_stand_in_its_way(closed, hub, kind, do):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    messages = messages_of(hub)
    messages.record(number, kind, {"on": True, "text": "x"}, who="rut", now=NOW)
    assert as_user("asta", dispose_messages, hub, [number]) == []
    with pytest.raises(Refused):
        do("asta", number, "dispose", now=NOW, decision=DECISION)
    messages.record(number, kind, {"on": False, "text": "x"}, who="rut", now=NOW)
    assert as_user("asta", dispose_messages, hub, [number]) == [number]


def test_a_proposal_is_worth_nothing_when_the_message_was_opened_again(closed, hub, do):
    number = closed(at=OLD - 731 * DAY)
    with api.env.adopt_user("arne"):
        assert propose_disposal(hub, [number], DECISION, now=OLD) == [number]
    do("anna", number, "reopen", now=OLD, reason="Mer")
    do("anna", number, "close", now=OLD)
    assert list(expired_messages(hub, NOW)) == [number]
    assert as_user("asta", dispose_messages, hub, [number]) == []


def test_nobody_names_a_second_person_over_rest(closed, hub, rest, log):
    number = closed()
    body = {"decision": DECISION, "second_person": "asta"}
    answer = rest("arne").post(f"hub/@messages/{number}/dispose", json=body)
    assert (answer.status_code, answer.json()["guard"]) == (400, "second-person")
    assert text_of(hub, number) == "Hemlig text"


def test_without_a_decision_nothing_is_proposed(closed, post_as, log):
    number = closed()
    assert post_as("arne", "propose-disposal", numbers=number, decision=" ") == "refused"
    assert log(number, PROPOSAL_STEP) is None


def test_what_is_disposed_of_already_is_said_to_be(closed, hub, answered):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    as_user("asta", dispose_messages, hub, [number])
    transaction.commit()
    for page in ("confirm-disposal", "propose-disposal", "withdraw-disposal"):
        shown = answered("asta", page, [number], confirmed="1", decision="x")
        assert f" {number}: " in shown


@pytest.mark.parametrize("who", ["arne", "asta"])
def test_a_proposal_is_taken_back_by_its_maker_or_another(closed, hub, post_as, log, who):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    transaction.commit()
    assert post_as(who, "withdraw-disposal", numbers=number) == "done"
    assert log(number, WITHDRAWAL_STEP)["who"] == who
    assert post_as("asta", "confirm-disposal", numbers=number, confirmed=1) == "refused"
    assert post_as(who, "withdraw-disposal", numbers=number) == "refused"
    as_user("arne", propose_disposal, hub, [number], DECISION)
    assert as_user("asta", dispose_messages, hub, [number]) == [number]


def test_what_is_held_can_still_be_taken_back(closed, hub, people, browse):
    number = closed()
    as_user("arne", propose_disposal, hub, [number], DECISION)
    messages_of(hub).record(number, "hold", {"on": True, "text": "x"}, who="rut", now=NOW)
    transaction.commit()
    assert 'disabled="disabled"' not in browse(*people["asta"]).get("hub/@@disposal").text
    assert as_user("asta", withdraw_disposal, hub, [number]) == [number]


@pytest.mark.parametrize("reading", [IN_ORDER, LIBRARY])
def test_what_is_as_in_a_library_needs_no_decision_by_that_reading_alone(closed, hub, do, reading):
    api.portal.set_registry_record("katrineholm.socialhub.open_comments", reading)
    number = closed(at=NOW)
    assert as_user("asta", dispose_messages, hub, [number]) == (
        [number] if reading == LIBRARY else []
    )
    line = messages_of(hub).log(number)[-1]
    assert (line["step"] == "dispose") == (reading == LIBRARY)
    assert messages_of(hub).first_mismatch() is None


MAY_NOT = ("the first", "an administrator", "a role alone", "another log-in")


@pytest.fixture
def login_of(people, person, joins):
    """A function that gives the log-in of somebody who is no second person."""

    def login_of(who):
        if who == "another log-in":
            login = joins("arne2", ARCHIVISTS)
            with api.env.adopt_user(SITE_OWNER_NAME):
                api.user.get(username="arne2").setMemberProperties({"email": "ARNE@example.se"})
            transaction.commit()
            return login
        if who == "a role alone":
            return person("Archivist")
        owner = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        return people["arne"] if who == "the first" else owner

    return login_of


@pytest.mark.parametrize("who", MAY_NOT)
def test_only_a_second_archivist_disposes(closed, hub, login_of, submit, request_factory, who):
    number, login = closed(), login_of(who)
    as_user("arne", propose_disposal, hub, [number], DECISION)
    transaction.commit()
    form = {"numbers": str(number), "confirmed": "1"}
    assert submit(login, "hub/@@confirm-disposal", form).status_code == 200
    step = f"hub/@messages/{number}/dispose"
    answer = request_factory(basic_auth=login).post(step, json={"decision": DECISION})
    assert (answer.status_code, answer.json()["guard"]) == (400, "second-person")
    assert text_of(hub, number) == "Hemlig text"
