"""A secrecy mark has a provision, somebody who set it, and is lifted with a reason."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.core.messages.engine import Refused
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.oversight.diary_page import unregistered_count
from katrineholm.socialhub.inbox.steps.steps import answer_question, set_facts, take_step

PROVISION = "OSL 26 kap. 1 §"


def is_secret(hub, number):
    hub._p_jar.sync()
    return messages_of(hub).state(number).facts.secret


def test_a_mark_says_by_which_provision_and_who_set_it(number, hub, post_as, log, sections):
    assert post_as("anna", "mark-secret", number=number, provision=PROVISION) == "done"
    line = log(number, "secrecy")
    assert (dict(line["given"]), line["who"]) == (
        {"secret": True, "provision": PROVISION},
        "anna",
    )
    assert is_secret(hub, number)
    assert unregistered_count(hub) == 1
    shown = sections("anna", number)
    assert PROVISION in shown
    assert "Anna" in shown
    assert "@@lift-secrecy" not in shown
    assert "@@lift-secrecy" in sections("rut", number)


def test_the_registrar_lifts_it_with_a_reason(number, hub, post_as, log):
    post_as("anna", "mark-secret", number=number, provision=PROVISION)
    assert post_as("rut", "lift-secrecy", number=number, reason=" ") == "refused"
    assert post_as("anna", "lift-secrecy", number=number, reason="Nej") == "refused"
    assert is_secret(hub, number)
    assert post_as("rut", "lift-secrecy", number=number, reason="Inget hemligt") == "done"
    assert not is_secret(hub, number)
    assert dict(log(number, "secrecy")["given"]) == {"secret": False, "reason": "Inget hemligt"}


@pytest.mark.parametrize("provision", ["", "  ", "x" * 301])
def test_a_mark_without_a_provision_is_refused(number, hub, post_as, log, provision):
    assert post_as("anna", "mark-secret", number=number, provision=provision) == "refused"
    assert (is_secret(hub, number), log(number, "secrecy")) == (False, None)


def test_a_closed_message_is_opened_first(number, hub, do, people, submit, log):
    do("anna", number, "close")
    transaction.commit()
    form = {"number": str(number), "provision": PROVISION}
    answer = submit(people["anna"], "hub/@@mark-secret", form)
    assert 'role="alert"' in answer.text
    assert log(number, "secrecy") is None


@pytest.mark.parametrize("page", ["mark-secret", "lift-secrecy"])
@pytest.mark.parametrize("who", [None, "cia", "arne"])
def test_who_may_not_touch_the_mark(number, post_as, log, page, who):
    form = {"provision": PROVISION, "reason": "x"}
    assert post_as(who, page, number=number, **form) == "login"
    assert log(number, "secrecy") is None


def ways_past_the_mark(hub, number):
    """Everything by which a handler could state that a message is not secret."""
    yield lambda: set_facts(hub, number, {"secret": False})
    yield lambda: answer_question(hub, number, "case", False, {"case": False, "secret": False})
    yield lambda: take_step(hub, number, "claim", {"secret": False})


def test_no_other_way_lifts_a_mark(number, hub, post_as, log, people):
    post_as("anna", "mark-secret", number=number, provision=PROVISION)
    hub._p_jar.sync()
    for way in ways_past_the_mark(hub, number):
        with api.env.adopt_user("anna"), pytest.raises(Refused) as refused:
            way()
        assert refused.value.guard == "secrecy"
    assert is_secret(hub, number)


def test_what_was_only_ticked_is_corrected_by_whoever_handles_it(number, hub, people):
    for way in ways_past_the_mark(hub, number):
        with api.env.adopt_user("anna"):
            set_facts(hub, number, {"secret": True})
            way()
        assert not messages_of(hub).state(number).facts.secret


def test_a_lifted_mark_stands_in_nobodys_way(number, hub, post_as, people):
    post_as("anna", "mark-secret", number=number, provision=PROVISION)
    post_as("rut", "lift-secrecy", number=number, reason="Inget hemligt")
    hub._p_jar.sync()
    with api.env.adopt_user("anna"):
        set_facts(hub, number, {"secret": True})
        set_facts(hub, number, {"secret": False})
    assert not messages_of(hub).state(number).facts.secret
