"""The field where a person is chosen, or written with name and e-mail."""

import pytest
from plone.app.testing import TEST_USER_NAME

from katrineholm.socialhub.accounts.channels.person_widget import PersonWidget

ANNA = "Anna Berg <anna@example.se>"


@pytest.fixture
def widget(portal):
    """A function that makes the field of a form in which something has been written."""

    def widget(text, email=""):
        request = portal.REQUEST
        request.form.update({"who": text, "who.email": email})
        made = PersonWidget(request)
        made.name = "who"
        return made

    return widget


@pytest.mark.parametrize(
    ("text", "email", "taken"),
    [
        (" Anna Berg ", " anna@example.se ", ANNA),
        ("Anna Berg", "", "Anna Berg"),
        (ANNA, "bo@example.se", ANNA),
        ("anna@example.se", "bo@example.se", "anna@example.se"),
        (TEST_USER_NAME, "bo@example.se", TEST_USER_NAME),
    ],
)
def test_name_and_email_are_taken_as_one_text(widget, text, email, taken):
    assert widget(text, email).extract() == taken


@pytest.mark.parametrize(
    ("value", "parts"),
    [(ANNA, ("Anna Berg", "anna@example.se")), ("anna", ("anna", "")), (None, ("", ""))],
)
def test_a_person_stands_in_the_two_fields(widget, value, parts):
    made = widget("")
    made.value = value
    assert made.parts() == parts
