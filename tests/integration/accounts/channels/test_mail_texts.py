"""What all rooms' mails share."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, TEST_USER_ID

from katrineholm.socialhub.accounts.channels.mail_texts import (
    mail_sentence,
    may_open,
    office_contact,
    office_recipients,
)
from katrineholm.socialhub.accounts.channels.office_group import OFFICE
from katrineholm.socialhub.accounts.channels.person import Person, person

ADDRESS = "katrineholm.socialhub.office_email"
ANNA = person("Anna Berg <anna@example.se>")


@pytest.fixture
def member(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.group.add_user(groupname=OFFICE, username=TEST_USER_ID)
    return person(TEST_USER_ID)


def test_the_offices_own_address_goes_before_its_members(member):
    assert office_recipients() == [member]
    api.portal.set_registry_record(ADDRESS, "kontoret@example.se")
    assert office_recipients() == [Person("", "kontoret@example.se")]


def test_a_contact_is_told_whom_to_ask(portal):
    assert "kontoret@example.se" not in mail_sentence(office_contact())
    api.portal.set_registry_record(ADDRESS, "kontoret@example.se")
    assert "kontoret@example.se" in mail_sentence(office_contact())


def test_a_draft_opens_for_members_and_what_is_public_for_everybody(member, make_channel):
    draft, public = make_channel("utkast", state="draft"), make_channel("bloggen")
    assert [may_open(who, draft) for who in (ANNA, member)] == [False, True]
    assert [may_open(who, public) for who in (ANNA, member)] == [True, True]
