"""A channel's page of duties, with its forms."""

import pytest
import transaction
from helpers.integration.accounts.duties import who
from helpers.integration.accounts.lifecycle import FORM, TODAY
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

ADMIN = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


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


@pytest.mark.usefixtures("framed")
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
    assert browse(*ADMIN).get(f"hub/{url}", params=FORM).status_code == 200
    transaction.begin()
    assert functional_held.absences == ()


@pytest.mark.parametrize("role", ["", "Reader", "Editor"])
def test_the_duties_page_is_for_those_who_may_see_the_duties(functional_held, person, browse, role):
    login = person(role, at=functional_held.__parent__) if role else ()
    answer = browse(*login).get("hub/kultur/bloggen/@@duties", allow_redirects=False)
    assert (
        answer.ok and answer.status_code == 200 if role == "Editor" else "Anna" not in answer.text
    )
