"""Every step has its words, on buttons, after it and in the history."""

from katrineholm.socialhub.accounts.lifecycle.steps import STEPS
from katrineholm.socialhub.accounts.lifecycle.words import BUTTONS, DONE, TAKEN, taken


def test_every_step_of_the_lifecycle_has_its_words():
    assert set(BUTTONS) == set(DONE) == set(STEPS)
    assert set(STEPS) <= set(TAKEN)


def test_what_no_room_has_words_for_is_shown_as_it_is(portal):
    assert taken("report") == "Anmäld till informationskontoret"
    assert taken("") == "Ändrad"
    assert taken("unheard-of") == "unheard-of"
