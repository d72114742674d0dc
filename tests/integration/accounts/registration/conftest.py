"""An Instagram channel whose account the demonstration's interface plays."""

import pytest
import transaction
from helpers.integration.accounts.judging import GOOD, Site
from interfaceserver import TOKEN
from plone import api
from plone.app.testing import SITE_OWNER_NAME

KULTUREN = {
    "profile_url": "https://www.instagram.com/kulturen/",
    "feed_url": None,
    "platform": "instagram",
    "kind": "photo",
    "dialogue": True,
}


@pytest.fixture
def connectable_channel(interface, make_functional_channel):
    """``/hub/kultur/insta``, not yet connected."""
    return make_functional_channel("insta", title="Insta", **KULTUREN)


@pytest.fixture
def office(person):
    """Of the information office."""
    return person("Information Officer")


@pytest.fixture
def pasted():
    """A form's fields with the token that opens the account."""
    return {"interface": "instagram", "passw_token": TOKEN}


@pytest.fixture
def kultur(functional_administration, manager_request):
    """The address of an administration's children, asked by the Manager."""
    return lambda method, json, path="": manager_request.request(
        method, f"hub/kultur/{path}", json=json
    )


@pytest.fixture
def ask(functional_administration, manager_request):
    """Ask the hub's or another place's ``@probe`` as the Manager."""
    return lambda json, place="hub": manager_request.post(f"{place}/@probe", json=json)


PEOPLE = {name: GOOD[name] for name in ("responsible", "substitute", "purpose", "contact_email")}


@pytest.fixture
def site(functional_portal, make_functional_channel, browse, manager_request, once):
    """``bloggen``, official and whole, with its own contact; ``annan``, official beside it."""
    once("site", lambda: _fill(functional_portal, make_functional_channel))
    return Site(functional_portal, browse, manager_request)


def _fill(functional_portal, make_functional_channel):
    with api.env.adopt_user(SITE_OWNER_NAME):
        for name, email in (("anna", "anna@example.se"), ("utan", "utan@example.se")):
            api.user.create(email, name, "correct-horse-battery")
        api.user.get("utan").setMemberProperties({"email": ""})
        users = functional_portal.acl_users.source_users
        users.updateUser("anna", "anna-login")
        functional_portal.hub.kultur.email = functional_portal.hub.kultur.phone = None
    make_functional_channel("bloggen", **GOOD)
    make_functional_channel("annan", title="Annan", **PEOPLE)


@pytest.fixture
def relying(site):
    """``bloggen`` with no contact of its own: its administration's is what the public is told."""
    site.channel.contact_email = None
    site.portal.hub.kultur.email = "kultur@example.se"
    transaction.commit()
    return site
