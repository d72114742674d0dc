"""Absences noted on channels, and taken away."""

import pytest
from helpers.integration.accounts.duties import who
from helpers.integration.accounts.lifecycle import ANNA, BO, TODAY, WEEK

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.channels.responsibility import hub_duties
from katrineholm.socialhub.accounts.channels.times import formatted_date
from katrineholm.socialhub.accounts.lifecycle.absences import (
    end_absences,
    note_absence,
    note_absences,
    remove_absence,
)
from katrineholm.socialhub.site.pages.refusals import Refusal


@pytest.fixture
def held(make_channel):
    """A channel of Anna's whose substitute is Bo."""
    return make_channel("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)


def notes(channel):
    return [(line["step"], line["comment"]) for line in history.channel_lines(channel)]


def test_the_substitute_answers_while_the_responsible_is_away(hub, held):
    note_absence(held, "responsible", TODAY, WEEK)
    told = {"role": "responsible", "who": "anna@example.se"} | {
        "first": TODAY.isoformat(),
        "last": WEEK.isoformat(),
    }
    assert who(held) == "Bo Ek"
    assert held.absences == (told,)
    assert hub_duties(hub)[held.UID()].absences == (told,)
    days = formatted_date(TODAY.isoformat()), formatted_date(WEEK.isoformat())
    assert notes(held)[0] == ("absence", "Ansvarig: {} till {}".format(*days))


def test_an_absence_that_is_taken_away_leaves_its_lines(held):
    note_absence(held, "responsible", TODAY, WEEK)
    remove_absence(held, "responsible", TODAY.isoformat())
    assert who(held) == "Anna Berg"
    assert [step for step, _comment in notes(held)][:2] == ["absence-removed", "absence"]


def test_the_same_absence_again_is_no_news(held):
    note_absence(held, "responsible", TODAY, WEEK)
    before = notes(held)
    note_absence(held, "responsible", TODAY, TODAY)
    assert notes(held) == before


def test_taking_away_what_is_not_there_changes_nothing(held):
    before = notes(held)
    remove_absence(held, "responsible", TODAY.isoformat())
    remove_absence(held, "nobody", TODAY.isoformat())
    assert notes(held) == before


@pytest.mark.parametrize("role", ["head", "hub_of", ""])
def test_nobody_is_away_from_a_duty_that_nobody_holds(held, role):
    with pytest.raises(Refusal):
        note_absence(held, role, TODAY, WEEK)
    assert held.absences == ()


@pytest.mark.usefixtures("as_manager")
def test_one_person_is_away_from_all_duties_at_once(hub, administration, held, make_channel):
    other = make_channel("filmer", responsible=BO, substitute="Anna B <ANNA@example.se>")
    third = make_channel("bilder", responsible=BO, state="draft")
    administration.head = ANNA
    assert note_absences(hub, "anna@example.se", TODAY, WEEK) == [held, other]
    assert [each["role"] for each in other.absences] == ["substitute"]
    assert third.absences == ()
    end_absences(hub, "anna@example.se", TODAY.isoformat())
    assert (held.absences, other.absences) == ((), ())


def test_nobody_else_is_away_with_one(hub, held):
    with pytest.raises(Refusal) as refused:
        note_absences(hub, "cia@example.se", TODAY, WEEK)
    assert refused.value.sentence == "This person holds no duty here."
    assert held.absences == ()
