"""Whom the field for a person offers: those who hold duties around."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME, logout
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from katrineholm.socialhub.accounts.duties.suggestions import used_before

ANNA, BO = "Anna Berg <anna@example.se>", "Bo Ek <bo@example.se>"


def test_who_holds_duties_around_is_offered_to_those_who_may_see_them(
    portal, hub, administration, make_channel
):
    make_channel("bloggen", responsible=ANNA, substitute=BO)
    administration.head = BO
    notify(ObjectModifiedEvent(administration))
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert sorted(set(used_before(administration))) == [ANNA, BO]
        assert set(used_before(hub)) == {BO}
    logout()
    assert used_before(administration) == used_before(hub) == []
