"""What is nearly the same as an account of ours."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.register.verdict import verify

OFFICIAL = "https://mastodon.social/@katrineholm"


def nearly(hub, text):
    """(id of the channel, whether it is a look-alike) of what is nearly the same."""
    return [
        (each.facts.path.rpartition("/")[2], each.is_look_alike) for each in verify(hub, text).near
    ]


@pytest.mark.parametrize(
    ("text", "is_look_alike"),
    [
        ("@katrinehol", False),
        ("https://mastodon.social/@katrinehlom", False),
        ("https://www.instagram.com/katrineh0lm", True),
        ("https://www.tiktok.com/@katrineholrn", True),
        ("K\u0430trineholm", True),  # a Cyrillic a
        ("Katrinholm", False),
        ("https://x.com/katrineholm", False),
    ],
)
def test_a_near_miss_leads_to_ours(hub, listed, text, is_look_alike):
    assert verify(hub, text).status == ("false" if is_look_alike else "unknown")
    assert nearly(hub, text) == [("mastodon", is_look_alike)]


@pytest.mark.parametrize("text", [OFFICIAL, "Katrineholm", "", "@flen", "https://flen.se/"])
def test_what_is_ours_or_quite_another_has_nothing_near(hub, listed, text):
    assert nearly(hub, text) == []


def test_what_the_public_may_not_see_is_near_to_nobody(hub, listed):
    set_state(listed, "draft")
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert nearly(hub, "@katrinehol") == []
