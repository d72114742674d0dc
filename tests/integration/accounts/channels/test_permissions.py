"""Who may do what with channels: by role on the whole site, and on one administration only."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle import steps as lifecycle

GOOD = {"@type": "Channel", "title": "K", "profile_url": "https://mastodon.se/@katrineholm"}
ROLES = {
    "": set(),
    "Member": set(),
    "Reader": set(),
    "Contributor": {"add"},
    "Editor": {"change", "refresh", "health"},
    "Reviewer": {"refresh", "health"},
    "Information Officer": {"add", "change", "refresh", "health"},
    "Site Administrator": {"add", "change", "refresh", "health"},
}


@pytest.fixture
def two(functional_portal, make_functional_channel):
    """Two administrations, ``kultur`` and ``skola``, with a channel each."""
    make_functional_channel("bloggen", feed_url=None)
    with api.env.adopt_user(SITE_OWNER_NAME):
        school = api.content.create(functional_portal.hub, "Administration", "skola", title="Skola")
        api.content.transition(school, "publish")
        facts = {"title": "Skola", "profile_url": "https://skola.example.se/", "feed_url": None}
        lifecycle.set_state(api.content.create(school, "Channel", "bloggen", **facts), "official")
    transaction.commit()
    return functional_portal.hub


def may(request_factory, browse, login, place):
    """What a user, or anybody, may do with the channels of an administration."""
    session = request_factory(basic_auth=login)
    answers = {
        "add": session.post(place, json=GOOD),
        "change": session.patch(f"{place}/bloggen", json={"interval": 60}),
        "refresh": session.post(f"{place}/bloggen/@refresh"),
        "health": browse(*(login or ())).get(f"{place}/bloggen/@@retrieval", allow_redirects=False),
    }
    assert {answer.status_code for answer in answers.values()} <= {200, 201, 204, 302, 401, 403}
    return {name for name, answer in answers.items() if answer.ok and answer.status_code != 302}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_on_the_whole_site_is_one_everywhere(two, request_factory, browse, person, role):
    login = person(role) if role else None
    assert may(request_factory, browse, login, "hub/kultur") == ROLES[role]


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Reviewer"])
def test_a_role_on_one_administration_is_none_on_another(
    two, request_factory, browse, person, role
):
    login = person(role, at=two.kultur)
    assert may(request_factory, browse, login, "hub/kultur") == ROLES[role]
    assert may(request_factory, browse, login, "hub/skola") == set()


def test_who_adds_a_channel_may_work_with_it(two, request_factory, browse, person):
    session = request_factory(basic_auth=person("Contributor", at=two.kultur))
    assert session.post("hub/kultur", json=GOOD | {"id": "ny"}).status_code == 201
    assert session.patch("hub/kultur/ny", json={"feed_url": None}).status_code == 204
    assert session.post("hub/kultur/ny/@refresh").json()["status"] == "by_hand"
    assert session.patch("hub/kultur/bloggen", json={"title": "T"}).status_code == 401


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Contributor", [False, False]),
        ("Editor", [False, False]),
        ("Information Officer", [True, False]),
        ("Site Administrator", [True, True]),
    ],
)
def test_the_office_makes_administrations_and_site_administrators_hubs(
    two, request_factory, person, role, expected
):
    session = request_factory(basic_auth=person(role))
    answers = [
        session.post("hub", json={"@type": "Administration", "title": "A"}),
        session.post("", json={"@type": "SocialHub", "title": "H"}),
    ]
    assert [answer.ok for answer in answers] == expected
