"""The places that the tests of ``office/mine`` share."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME


@pytest.fixture
def school(functional_administration):
    """Another administration."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = functional_administration.aq_parent
        school = api.content.create(hub, "Administration", "skola", title="Skolförvaltningen")
        api.content.transition(school, "publish")
    transaction.commit()
    return school


@pytest.fixture
def mine(functional_administration, person, browse):
    """A function: the section as the administration's editor, or somebody else, sees it."""
    login = person("Contributor", at=functional_administration)

    def mine(login=login):
        page = browse(*login).get("hub").text
        found = re.search(r'<section class="[^"]*socialhub-mine.*?</section>', page, re.S)
        return found[0] if found else ""

    return mine
