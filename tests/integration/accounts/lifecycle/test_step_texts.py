"""Every step has its words, on buttons, after it and in the history."""

from katrineholm.socialhub.accounts.lifecycle.step_texts import (
    BUTTONS,
    HISTORY_TITLES,
    STEP_MESSAGES,
    history_title,
)
from katrineholm.socialhub.accounts.lifecycle.steps import STEPS


def test_every_step_of_the_lifecycle_has_its_words():
    assert set(BUTTONS) == set(STEP_MESSAGES) == set(STEPS)
    assert set(STEPS) <= set(HISTORY_TITLES)


def test_what_no_room_has_words_for_is_shown_as_it_is(portal):
    assert history_title("report") == "Anmäld till informationskontoret"
    assert history_title("") == "Ändrad"
    assert history_title("unheard-of") == "unheard-of"
