"""A registrar registers on a message's page."""

import pytest
import transaction
from plone import api

from katrineholm.socialhub.inbox.steps.steps import state_facts


@pytest.fixture
def case(hub, receive):
    """A function that lets a message arrive that is to be registered: its number."""

    def case(text="Jag överklagar", **facts):
        number = receive(text, sender={"name": "Eva Ek"}, subject="Överklagan")
        with api.env.adopt_user("anna"):
            state_facts(hub, number, facts or {"case": True})
        transaction.commit()
        return number

    return case


@pytest.mark.parametrize("who", [None, "cia", "anna", "arne"])
def test_who_may_not_register(case, post_as, log, who):
    number = case()
    assert post_as(who, "register-message", number=number, diary_number="1") == "login"
    assert log(number, "register") is None


@pytest.mark.parametrize(
    "given",
    [
        {"diary_number": "", "diary_subject": "Skrivet"},
        {"diary_number": "1", "diary_date": "i går", "diary_subject": "Skrivet"},
        {"diary_number": "1", "diary_subject": "Skrivet" + "x" * 500},
    ],
)
def test_a_refusal_loses_nothing_that_was_written(case, people, submit, log, given):
    number = case()
    form = given | {"number": str(number)}
    answer = submit(people["rut"], "hub/@@register-message", form)
    assert 'role="alert"' in answer.text
    assert f'value="{given["diary_subject"]}"' in answer.text
    assert log(number, "register") is None
