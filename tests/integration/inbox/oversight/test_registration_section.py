"""A registrar registers on a message's page."""

import pytest


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
