"""The places that the tests of ``office/workplace`` share."""

import pytest
import transaction
from officers import PASSWORD
from plone import api
from plone.app.testing import SITE_OWNER_NAME


@pytest.fixture
def school(functional_administration):
    """Another administration."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = functional_administration.aq_parent
        school = api.content.create(
            hub, "Administration", "skola", title="Skolan", phone="0150-570 00"
        )
        api.content.transition(school, "publish")
    transaction.commit()
    return school


@pytest.fixture
def contributor(functional_administration, person):
    """The login of the administration's editor."""
    return person("Contributor", at=functional_administration)


@pytest.fixture
def workplace(request_factory):
    """A function: the part of the hub in somebody's workplace, as the service has it."""

    def workplace(login):
        login = login if isinstance(login, tuple) else (login, PASSWORD)
        [part] = request_factory(basic_auth=login).get("@workplace").json()["hubs"]
        return part

    return workplace
