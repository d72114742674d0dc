"""A channel comes to an administration or leaves it: that is nothing to the others there."""

import transaction
from persistent import GHOST
from plone import api
from plone.app.testing import SITE_OWNER_NAME


def test_a_channel_that_comes_or_goes_wakes_none_of_the_others(
    make_functional_channel, functional_administration
):
    others = [make_functional_channel() for _number in range(3)]
    functional_administration._p_jar.cacheMinimize()
    with api.env.adopt_user(SITE_OWNER_NAME):
        fields = {"title": "Ny", "profile_url": "https://ny.example.se/"}
        new = api.content.create(functional_administration, "Channel", "ny", **fields)
        transaction.commit()
        assert [each._p_state for each in others] == [GHOST] * 3
        api.content.delete(new)
        transaction.commit()
    assert [each._p_state for each in others] == [GHOST] * 3
