"""One person is away from all duties: the page for it."""

import pytest
import transaction
from helpers.integration.accounts.duties import who
from helpers.integration.accounts.lifecycle import BO, FORM


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


@pytest.mark.usefixtures("framed", "functional_held")
def test_of_who_holds_nothing_any_more_the_refusal_is_told(person, submit):
    told = submit(person("Information Officer"), "hub/@@note-absence", {"person": "lost"}).text
    assert 'role="alert"' in told
    assert 'href="#socialhub-first"' not in told


@pytest.mark.parametrize("name", ["absence", "note-absence", "end-absence"])
def test_nobody_is_told_of_absences_without_logging_in(functional_held, browse, name):
    session = browse()
    for answer in (
        session.get(f"hub/@@{name}", allow_redirects=False),
        session.post(f"hub/@@{name}", data=FORM, allow_redirects=False),
    ):
        assert answer.status_code in (302, 401, 403, 405)
        assert "anna" not in answer.text
