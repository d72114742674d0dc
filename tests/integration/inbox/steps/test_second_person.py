"""Who is a second person: another archivist of the authority, and no other log-in of the first."""

import pytest
from helpers.integration.inbox.routing import THEIRS
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.inbox.steps.authorities import ARCHIVISTS
from katrineholm.socialhub.inbox.steps.second_person import (
    NO_ARCHIVIST,
    SAME_EMAIL,
    YOURSELF,
    confirmation_refusal,
    is_current_person,
)


@pytest.fixture
def asta(joins):
    return joins("asta", ARCHIVISTS)


def set_email(name, email):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.user.get(username=name).setMemberProperties({"email": email})


@pytest.mark.parametrize(
    ("who", "first", "why"),
    [
        ("asta", "arne", None),
        ("asta", "gone", None),
        ("arne", "arne", YOURSELF),
        (SITE_OWNER_NAME, "arne", NO_ARCHIVIST),
        ("rut", "arne", NO_ARCHIVIST),
        ("anna", "arne", NO_ARCHIVIST),
    ],
)
def test_another_archivist_confirms(hub, asta, who, first, why):
    with api.env.adopt_user(who):
        assert confirmation_refusal(hub, first) == why


@pytest.mark.parametrize("role", ["Manager", "Site Administrator", "Archivist"])
def test_a_role_alone_makes_no_second_person(hub, people, role):
    api.user.grant_roles(username="anna", roles=[role])
    with api.env.adopt_user("anna"):
        assert confirmation_refusal(hub, "arne") == NO_ARCHIVIST


@pytest.mark.parametrize("email", ["arne@example.se", " Arne@Example.SE "])
def test_the_same_person_by_another_log_in_is_no_second_one(hub, asta, email):
    set_email("asta", email)
    with api.env.adopt_user("asta"):
        assert confirmation_refusal(hub, "arne") == SAME_EMAIL
        assert is_current_person("arne")


def test_nobody_is_the_same_for_having_no_e_mail(hub, asta):
    for name in ("asta", "arne"):
        set_email(name, "")
    with api.env.adopt_user("asta"):
        assert confirmation_refusal(hub, "arne") is None


def test_each_authority_has_its_own(hub, channel, school, asta):
    assert "bin_archivists" in THEIRS["ada"]
    both = [school.UID(), channel.UID()]
    wanted = {"asta": ([channel.UID()], [school.UID()]), "ada": ([school.UID()], both)}
    for who, (theirs, others) in wanted.items():
        with api.env.adopt_user(who):
            assert confirmation_refusal(hub, "arne", theirs) is None
            assert confirmation_refusal(hub, "arne", others) == NO_ARCHIVIST
