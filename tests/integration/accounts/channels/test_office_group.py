"""Groups come with a role for the whole site, and go without taking their members along."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, TEST_USER_ID

from katrineholm.socialhub.accounts.channels.office_group import create_group, remove_group

NAME, ROLE = "prov", "Provare"


@pytest.fixture
def group(portal):
    portal._addRole(ROLE)
    with api.env.adopt_user(SITE_OWNER_NAME):
        create_group(NAME, "Provgruppen", ROLE)
        yield NAME


def test_what_is_there_already_stays_as_it_is(group):
    create_group(NAME, "En annan titel", "Manager")
    assert api.group.get(groupname=NAME).getProperty("title") == "Provgruppen"
    assert "Manager" not in api.group.get_roles(groupname=NAME)
    assert ROLE in api.group.get_roles(groupname=NAME)


def test_an_empty_group_goes_with_its_role(portal, group):
    remove_group(NAME, ROLE)
    assert api.group.get(groupname=NAME) is None
    assert ROLE not in portal.__ac_roles__


def test_a_group_with_members_stays_without_the_role(portal, group):
    api.group.add_user(groupname=NAME, username=TEST_USER_ID)
    remove_group(NAME, ROLE)
    assert api.group.get(groupname=NAME).getGroupMemberIds() == [TEST_USER_ID]
    assert ROLE not in api.group.get_roles(groupname=NAME)
