"""What an operator does at Zope's own root, above every site."""

import pytest
import transaction
from OFS.Folder import Folder
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component.hooks import getSite, setSite


@pytest.fixture
def root(make_functional_channel, functional_app):
    """Zope's root, seen without a site; one of the sites below has an official channel."""
    make_functional_channel("bloggen")
    with api.env.adopt_user(SITE_OWNER_NAME):
        site = getSite()
        setSite(None)
        yield functional_app
        setSite(site)


def test_what_lies_beside_the_sites_is_renamed_and_deleted(root):
    root._setObject("mapp", Folder("mapp"))
    root.mapp._setObject("i", Folder("i"))
    transaction.savepoint()
    root.manage_renameObject("mapp", "annan")
    assert "annan" in root.objectIds()
    root.manage_delObjects(["annan"])
    assert "annan" not in root.objectIds()


def test_a_site_is_deleted_with_its_hub(root):
    root.manage_delObjects(["plone"])
    assert "plone" not in root.objectIds()
