"""What each person holds in a hub."""

import pytest
from helpers.integration.accounts.lifecycle import ANNA, BO
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.duty_holders import (
    duty_holders,
    people_to_be_away,
)

WHO = "anna@example.se"


def test_what_everybody_holds_is_told_with_how_many(hub, places):
    found = [(each.key, each.person.name, each.duty_count) for each in duty_holders(hub)]
    assert sorted(found)[1:] == [("bo@example.se", "Bo Ek", 2)]
    assert sorted(found)[0][::2] == (WHO, 3)


def test_a_member_who_is_gone_still_holds_duties(hub, make_channel):
    make_channel("bloggen", responsible="borta", substitute=BO)
    [gone] = [each for each in duty_holders(hub) if each.person.gone]
    assert (gone.key, gone.duty_count) == ("borta", 1)


def test_a_member_is_one_holder_whichever_name_was_written(portal, hub, make_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.create("dag@example.se", "dag", "correct-horse-battery")
    portal.acl_users.source_users.updateUser("dag", "dag@example.se")
    make_channel("bloggen", responsible="dag@example.se")
    make_channel("filmer", responsible="dag")
    assert [(each.key, each.duty_count) for each in duty_holders(hub)] == [("dag", 2)]


@pytest.mark.usefixtures("as_manager")
def test_two_who_share_a_name_are_told_apart_by_their_mail(hub, make_channel):
    other = "Anna Berg <ab@example.se>"
    make_channel("bloggen", responsible=ANNA, substitute=other)
    make_channel("filmer", responsible=BO)
    assert people_to_be_away(hub) == {
        "ab@example.se": "Anna Berg (ab@example.se)",
        WHO: "Anna Berg (anna@example.se)",
        "bo@example.se": "Bo Ek",
    }
