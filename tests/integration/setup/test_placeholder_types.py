"""What stands in for the types."""

import transaction
from helpers.integration.setup import PACKAGE
from plone import api
from plone.app.testing import SITE_OWNER_NAME, applyProfile

from katrineholm.socialhub.setup import preservation
from katrineholm.socialhub.setup.content_access import TYPES


def test_the_stand_ins_can_be_added_by_nobody_and_have_no_workflow(left):
    workflows = api.portal.get_tool("portal_workflow")
    assert {name: workflows.getChainForPortalType(name) for name in TYPES} == dict.fromkeys(
        TYPES, ()
    )
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert not set(TYPES) & {fti.getId() for fti in left.allowedContentTypes()}


def test_a_manager_may_delete_what_is_left(left, browse, logins):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(left.hub, check_linkintegrity=False)
    transaction.commit()
    applyProfile(left, f"{PACKAGE}:default")
    assert "hub" not in left
    assert preservation.preserved_data() == {}
