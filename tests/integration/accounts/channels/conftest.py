"""What the tests of the room channels share."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

from katrineholm.socialhub.accounts.lifecycle.steps import set_state as put


@pytest.fixture
def paths(make_functional_channel, functional_portal):
    """Where there is a public one of each type."""
    make_functional_channel("bloggen")
    hub, address = functional_portal.hub, "https://www.facebook.com/katrineholm"
    with api.env.adopt_user(SITE_OWNER_NAME):
        party = api.content.create(hub, "CouncilParty", "partiet", title="P", abbreviation="P")
        place = api.content.create(
            hub.kultur, "FacebookPlace", "sidan", title="S", profile_url=address
        )
        put(place, "official")
    transaction.commit()
    found = (hub, hub.kultur, hub.kultur.bloggen, place, party)
    return {each.portal_type: "/".join(each.getPhysicalPath()[2:]) for each in found}
