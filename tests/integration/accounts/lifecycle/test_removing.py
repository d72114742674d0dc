"""What has been official is not deleted with its administration."""

import pytest
from AccessControl import Unauthorized
from plone import api

pytestmark = pytest.mark.usefixtures("as_manager")


def test_an_administration_is_not_deleted_with_what_has_been_official(complete, hub):
    complete("closed")
    with api.env.adopt_roles(["Site Administrator"]), pytest.raises(Unauthorized):
        hub.manage_delObjects(["kultur"])
    assert "kanal" in hub.kultur
    hub.manage_delObjects(["kultur"])  # a Manager may: somebody must be able to
    assert hub.objectIds() == []


def test_an_administration_of_drafts_is_deleted(complete, hub):
    complete("draft")
    with api.env.adopt_roles(["Site Administrator"]):
        hub.manage_delObjects(["kultur"])
    assert hub.objectIds() == []
