"""The holder of a duty is away: on the channel's page, and for all channels of one person."""

from datetime import timedelta

import pytest
import transaction
from days import local_day
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from katrineholm.socialhub.accounts.channels import history
from katrineholm.socialhub.accounts.duties.absence import AbsenceRefused
from katrineholm.socialhub.accounts.duties.absence_noting import (
    note_absence,
    note_everywhere,
    take_absence_away,
    take_away_everywhere,
)
from katrineholm.socialhub.accounts.duties.ledger import duties_in
from katrineholm.socialhub.accounts.people.answering import duties_of, who_answers

ANNA = "Anna Berg <anna@example.se>"
BO = "Bo Ek <bo@example.se>"
TODAY = local_day()
WEEK = TODAY + timedelta(6)
ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
FORM = {"role": "responsible", "first": TODAY.isoformat(), "last": WEEK.isoformat()}


@pytest.fixture
def held(make_channel):
    """A channel of Anna's whose substitute is Bo."""
    return make_channel("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)


@pytest.fixture
def functional_held(make_functional_channel):
    return make_functional_channel("bloggen", title="Bloggen", responsible=ANNA, substitute=BO)


def who(channel):
    return who_answers(duties_of(channel), local_day()).person.name


def notes(channel):
    return [(line["step"], line["comment"]) for line in history.of_channel(channel)]


def test_the_substitute_answers_while_the_responsible_is_away(hub, held):
    note_absence(held, "responsible", TODAY, WEEK)
    told = {"role": "responsible", "who": "anna@example.se"} | {
        "first": TODAY.isoformat(),
        "last": WEEK.isoformat(),
    }
    assert who(held) == "Bo Ek"
    assert held.absences == (told,)
    assert duties_in(hub)[held.UID()].absences == (told,)
    step, comment = notes(held)[0]
    assert step == "absence"
    assert {str(TODAY), str(WEEK)} <= set(comment.split())


def test_an_absence_that_is_taken_away_leaves_its_lines(held):
    note_absence(held, "responsible", TODAY, WEEK)
    take_absence_away(held, "responsible", TODAY.isoformat())
    assert who(held) == "Anna Berg"
    assert [step for step, _comment in notes(held)][:2] == ["absence-removed", "absence"]


def test_the_same_absence_again_is_no_news(held):
    note_absence(held, "responsible", TODAY, WEEK)
    before = notes(held)
    note_absence(held, "responsible", TODAY, TODAY)
    assert notes(held) == before


def test_taking_away_what_is_not_there_changes_nothing(held):
    before = notes(held)
    take_absence_away(held, "responsible", TODAY.isoformat())
    take_absence_away(held, "nobody", TODAY.isoformat())
    assert notes(held) == before


@pytest.mark.parametrize("role", ["head", "hub_of", ""])
def test_nobody_is_away_from_a_duty_that_nobody_holds(held, role):
    with pytest.raises(AbsenceRefused):
        note_absence(held, role, TODAY, WEEK)
    assert held.absences == ()


def test_one_person_is_away_from_all_duties_at_once(hub, administration, held, make_channel):
    other = make_channel("filmer", responsible=BO, substitute="Anna B <ANNA@example.se>")
    third = make_channel("bilder", responsible=BO, state="draft")
    administration.head = ANNA
    assert note_everywhere(hub, "anna@example.se", TODAY, WEEK) == 2
    assert [each["role"] for each in other.absences] == ["substitute"]
    assert third.absences == ()
    take_away_everywhere(hub, "anna@example.se", TODAY.isoformat())
    assert (held.absences, other.absences) == ((), ())


def test_nobody_else_is_away_with_one(hub, held):
    with pytest.raises(AbsenceRefused) as refused:
        note_everywhere(hub, "cia@example.se", TODAY, WEEK)
    assert refused.value.sentence == "This person holds no duty here."
    assert held.absences == ()


def test_an_editor_adds_an_absence_and_takes_it_away(functional_held, person, browse, submit):
    login = person("Editor", at=functional_held.__parent__)
    url = "hub/kultur/bloggen"
    assert submit(login, f"{url}/@@add-absence", FORM).status_code == 302
    page = browse(*login).get(f"{url}/@@duties").text
    assert page.count(TODAY.isoformat()) >= 1
    assert "Bo Ek" in page
    transaction.begin()
    assert who(functional_held) == "Bo Ek"
    assert submit(login, f"{url}/@@remove-absence", FORM).status_code == 302
    transaction.begin()
    assert who(functional_held) == "Anna Berg"


def test_a_refused_form_says_why_and_keeps_what_was_written(functional_held, submit):
    wrong = FORM | {"role": "substitute", "last": "2020-01-01"}
    answer = submit(ADMIN, "hub/kultur/bloggen/@@add-absence", wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert 'value="2020-01-01"' in answer.text
    assert 'value="substitute" selected="selected"' in answer.text
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize(
    ("name", "role", "form", "status"),
    [
        ("add-absence", "Contributor", FORM, {302}),
        ("add-absence", "Reader", FORM, {302, 401, 403}),
        ("remove-absence", "Reader", FORM, {302, 401, 403}),
    ],
)
def test_who_may_not_change_the_channel_changes_nothing(
    functional_held, person, submit, name, role, form, status
):
    answer = submit(person(role), f"hub/kultur/bloggen/@@{name}", form)
    assert answer.status_code in status
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize("url", ["kultur/bloggen/@@add-absence", "@@note-absence"])
def test_a_form_of_another_site_changes_nothing(functional_held, submit, browse, url):
    assert submit(ADMIN, f"hub/{url}", FORM, token=False).status_code == 403
    assert browse(*ADMIN).get(f"hub/{url}").status_code == 405
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize("role", ["", "Reader", "Editor"])
def test_the_duties_page_is_for_those_who_may_see_the_duties(functional_held, person, browse, role):
    login = person(role, at=functional_held.__parent__) if role else ()
    answer = browse(*login).get("hub/kultur/bloggen/@@duties", allow_redirects=False)
    assert (
        answer.ok and answer.status_code == 200 if role == "Editor" else "Anna" not in answer.text
    )


def test_a_member_is_away_from_their_own_duties_only(
    make_functional_channel, functional_held, person, submit
):
    name, password = person("Member")
    own = make_functional_channel("eget", responsible=name, substitute=BO, state="draft")
    assert submit((name, password), "hub/@@note-absence", FORM).status_code == 302
    transaction.begin()
    assert (who(own), who(functional_held)) == ("Bo Ek", "Anna Berg")
    assert submit((name, password), "hub/@@end-absence", FORM).status_code == 302
    transaction.begin()
    assert own.absences == ()


@pytest.mark.parametrize("written", ["login", "id"])
def test_a_member_is_away_whichever_name_was_written(
    functional_portal, make_functional_channel, person, submit, browse, written
):
    id, password = person("Member")
    login = "medlem@example.se"
    functional_portal.acl_users.source_users.updateUser(id, login)
    own = make_functional_channel(
        "eget", title="Eget", responsible=login if written == "login" else id, substitute=BO
    )
    assert "Eget" in browse(login, password).get("hub/@@absence").text
    assert submit((login, password), "hub/@@note-absence", FORM).status_code == 302
    transaction.begin()
    assert who(own) == "Bo Ek"


def test_a_member_is_refused_who_asks_about_somebody_else(functional_held, person, submit, browse):
    login = person("Member")
    asked = {"person": "anna@example.se"}
    page = browse(*login).get("hub/@@absence", params=asked, allow_redirects=False)
    assert page.status_code == 302
    assert submit(login, "hub/@@note-absence", FORM | asked).status_code in (302, 403)
    transaction.begin()
    assert functional_held.absences == ()


def test_the_office_notes_anybodys_absence(functional_held, person, submit, browse):
    login = person("Information Officer")
    page = browse(*login).get("hub/@@absence", params={"person": "anna@example.se"}).text
    assert "Bloggen" in page
    form = FORM | {"person": "anna@example.se"}
    assert submit(login, "hub/@@note-absence", form).status_code == 302
    transaction.begin()
    assert who(functional_held) == "Bo Ek"


@pytest.mark.parametrize("name", ["absence", "note-absence", "end-absence"])
def test_nobody_is_told_of_absences_without_logging_in(functional_held, browse, name):
    session = browse()
    for answer in (
        session.get(f"hub/@@{name}", allow_redirects=False),
        session.post(f"hub/@@{name}", data=FORM, allow_redirects=False),
    ):
        assert answer.status_code in (302, 401, 403, 405)
        assert "anna" not in answer.text
