"""What everybody sees, whoever asks."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.channels.visibility import is_public, visibility_warning


def test_a_channel_in_public_places_is_public(channel):
    assert is_public(channel)


@pytest.mark.parametrize("place", ["hub", "administration"])
def test_a_channel_is_as_private_as_what_it_lies_in(channel, request, place):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(request.getfixturevalue(place), "retract")
        assert not is_public(channel)


def test_a_draft_is_not_public(make_channel):
    assert not is_public(make_channel("utkast", state="draft"))


def test_what_hides_a_channel_is_told(hub, administration, channel):
    assert visibility_warning(channel) == ""
    with api.env.adopt_user(SITE_OWNER_NAME):
        for place in (hub, administration):
            api.content.transition(place, "retract")
    assert visibility_warning(channel).mapping == {"places": f"{hub.title}, {administration.title}"}
