"""A member is one person, whether named by user id or by what is typed to log in."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, logout

from katrineholm.socialhub.accounts.channels.person import (
    Person,
    UnknownPerson,
    is_known_person,
    is_same_person,
    normalized_person,
    person,
    person_key,
    stored_person,
)
from katrineholm.socialhub.site.pages.refusals import Refusal, RefusedValue

LOGIN, ID = "dag@example.se", "3f9c"
DAG = Person("Dag Ek", "dag.ek@example.se", ID)


@pytest.fixture(autouse=True)
def dag(portal):
    """A member who logs in by another name than the site knows him by."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create(DAG.email, ID, "correct-horse-battery", properties={"fullname": DAG.name})
    portal.acl_users.source_users.updateUser(ID, LOGIN)


@pytest.mark.parametrize("text", [LOGIN, ID])
def test_a_member_is_known_by_the_user_id_however_named(text):
    assert is_known_person(text)
    assert (person_key(text), person(text)) == (ID, DAG)


def test_a_member_who_is_gone_is_known_by_what_was_written():
    assert (person_key("borta"), person("borta")) == (
        "borta",
        Person("borta", "", "borta", gone=True),
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (LOGIN, ID, True),
        (ID, "D. Ek <Dag.Ek@Example.se>", True),
        ("Dag <d@example.se>", "Ek, Dag <D@example.se>", True),
        ("borta", "borta", True),
        (ID, "Bo Ek <bo@example.se>", False),
        ("borta", "försvunnen", False),
        (ID, "", False),
        ("", "", False),
        (None, None, False),
        (ID, "dag.ek@example.se", True),
        ("bo@example.se", "Bo Ek <Bo@example.se>", True),
        ("bo@example.se", "bo@example.se", True),
        ("bo@example.se", ID, False),
    ],
)
def test_two_texts_name_one_person_by_user_or_by_address(one, other, expected):
    assert is_same_person(one, other) == is_same_person(other, one) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (LOGIN, LOGIN),
        ("bo@example.se", "bo@example.se <bo@example.se>"),
        ("Bo Ek <bo@example.se>", "Bo Ek <bo@example.se>"),
        ("borta", "borta"),
    ],
)
def test_a_bare_mail_names_a_contact_unless_a_member_logs_in_by_it(text, kept):
    assert normalized_person(text) == normalized_person(kept) == kept


PETRA = "Petra Holm <petra@example.se>"


@pytest.fixture
def petra(make_channel):
    """A contact who answers for a channel."""
    make_channel("bloggen", responsible=PETRA)


@pytest.mark.usefixtures("petra")
def test_who_holds_a_duty_is_known_by_name_to_those_who_may_see_it():
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert stored_person("petra  holm") == normalized_person("Petra Holm") == PETRA
        assert is_known_person("Petra Holm")
    logout()
    with pytest.raises(UnknownPerson):
        is_known_person("Petra Holm")


@pytest.mark.usefixtures("petra")
def test_a_name_that_several_have_is_refused_with_those_to_choose_among(make_channel):
    other = "Petra Holm <p@example.se>"
    make_channel("filmer", responsible="P. Holm <petra@example.se>", substitute=other)
    with api.env.adopt_user(SITE_OWNER_NAME):
        with pytest.raises(RefusedValue) as refused:
            is_known_person("Petra Holm")
        assert refused.value.doc().mapping["people"] == f"{other}, {PETRA}"
        assert is_known_person(other)


def test_a_refusal_begins_with_the_title_of_its_field(portal):
    with pytest.raises(Refusal) as refused:
        stored_person("Nobody Here", field="Ersättare")
    assert api.portal.translate(refused.value.sentence).startswith("Ersättare: Skriv namnet")
