"""Whom a form offers where it asks for a person."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, logout
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.channels.person_widget import (
    MOST_CONTACTS,
    known_persons,
    listable_members,
    person_choices,
)

ANNA, BO = "Anna Berg <anna@example.se>", "bo ek <bo@example.se>"


def test_contacts_are_offered_once_by_name_and_what_is_no_contact_is_not(portal):
    logout()
    offered = [each["value"] for each in person_choices([BO, ANNA, "ingen alls", ANNA])]
    assert offered == [ANNA, BO]
    assert (
        len(person_choices(f"Namn {number} <n{number}@example.se>" for number in range(600)))
        == MOST_CONTACTS
    )


def test_members_are_offered_to_those_who_may_list_them(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "mycket-hemligt-ord")
        assert "dag" in [each["id"] for each in listable_members()]
    logout()
    assert listable_members() == []


def test_who_holds_duties_is_offered_to_those_who_may_see_them(
    portal, administration, make_channel
):
    make_channel("bloggen", responsible=ANNA, substitute=BO)
    administration.head = BO
    notify(ObjectModifiedEvent(administration))
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert sorted(set(known_persons())) == [ANNA, BO]
    logout()
    assert known_persons() == []


@pytest.mark.usefixtures("administration")
def test_a_members_name_that_a_contact_has_too_is_offered_as_the_user_name(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("b@example.se", "anna", "mycket-hemligt-ord")
        api.user.get("anna").setMemberProperties({"fullname": "Anna Berg"})
        assert {"value": "anna", "title": "Anna Berg"} in person_choices([ANNA])
