"""Who adds a channel is in nobody's way who adds another one to the same administration."""

import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.channels.unordered import Unordered


def test_nothing_of_the_administration_itself_is_written(functional_administration):
    administration = functional_administration
    assert isinstance(administration.getOrdering(), Unordered)
    before = administration._p_serial
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name in "ba":
            api.content.create(administration, "Channel", name, title=name)
    transaction.commit()
    assert administration._p_serial == before
    assert not hasattr(administration, "__annotations__")
    assert list(administration.objectIds()) == ["a", "b"]


def test_channels_are_sorted_together_with_what_has_an_order(portal, hub, make_channel):
    make_channel("b"), make_channel("a")
    found = api.content.find(path="/".join(hub.getPhysicalPath()), sort_on="getObjPositionInParent")
    assert sorted(brain.getId for brain in found) == ["a", "b", "hub", "kultur"]


def test_a_channel_can_be_taken_away_and_moved(administration, make_channel):
    make_channel("a"), make_channel("b")
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.rename(administration.a, "c")
        api.content.delete(administration.b)
    assert list(administration.objectIds()) == ["c"]
