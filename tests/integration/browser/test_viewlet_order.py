"""What is important now stands before the breadcrumbs, in any theme."""

import pytest
from plone import api
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from zope.component import getUtility

from katrineholm.socialhub.browser.viewlet_order import (
    FIRST,
    MANAGER,
    put_notice_first,
    remove_notice,
)

CRUMBS = "plone.path_bar"


@pytest.fixture
def order(portal):
    """A function that gives the order, or sets it."""

    def order(*names):
        storage = getUtility(IViewletSettingsStorage)
        skin = api.portal.get_tool("portal_skins").getDefaultSkin()
        if names:
            storage.setOrder(MANAGER, skin, names)
        return tuple(storage.getOrder(MANAGER, skin))

    return order


def test_it_is_first_on_a_new_site_and_goes_with_the_add_on(order):
    assert order() == (FIRST, CRUMBS)
    remove_notice()
    assert order() == (CRUMBS,)


def test_an_older_site_gets_it_and_keeps_an_order_of_its_own(order):
    for before, after in (
        ((CRUMBS, "a.b"), (FIRST, CRUMBS, "a.b")),
        ((CRUMBS, FIRST), (CRUMBS, FIRST)),
    ):
        order(*before)
        for _time in range(2):
            put_notice_first()
            assert order() == after
