"""What is important now stands before the breadcrumbs, in any theme."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME, applyProfile
from plone.app.theming.utils import applyTheme, getTheme
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.base.utils import get_installer
from zope.component import getUtility

from katrineholm.socialhub.browser.install_steps import (
    FIRST,
    MANAGER,
    put_notice_first,
    remove_notice,
)
from katrineholm.socialhub.testing import site_configuration

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


pytestmark = pytest.mark.usefixtures("framed")

PACKAGE = "katrineholm.socialhub"
RECORDS = "plone.app.theming.interfaces.IThemeSettings"
STYLESHEET = "++theme++katrineholm.socialhub/theme.css"


def worn():
    """The site's theme, and whether it is shown."""
    records = ("currentTheme", "enabled")
    return tuple(api.portal.get_registry_record(f"{RECORDS}.{name}") for name in records)


def uninstall(portal):
    with api.env.adopt_user(SITE_OWNER_NAME):
        get_installer(portal, portal.REQUEST).uninstall_product(PACKAGE)


def themes(exported):
    """What an export says of the theme: its records are the only ones it may touch."""
    return [line for line in exported["registry.xml"] if "theming" in line or "theme" in line]


def test_installing_the_add_on_alone_leaves_the_theme_alone(integration, portal):
    assert worn() == ("barceloneta", True)
    told = themes(site_configuration(portal))
    assert [line for line in told if "socialhub" not in line] == themes(integration["before"])


def test_taken_off_the_site_is_as_it_was(portal):
    before = site_configuration(portal)
    applyProfile(portal, f"{PACKAGE}:theme")
    assert worn() == (PACKAGE, True)
    applyProfile(portal, f"{PACKAGE}:theme-uninstall")
    assert worn() == ("barceloneta", True)
    assert themes(site_configuration(portal)) == themes(before)


@pytest.mark.parametrize("profile", ["theme-uninstall", None], ids=["theme", "add-on"])
def test_what_the_site_wore_comes_back(portal, profile):
    applyTheme(getTheme("barceloneta"))
    api.portal.set_registry_record(f"{RECORDS}.enabled", False)
    applyProfile(portal, f"{PACKAGE}:theme")
    applyProfile(portal, f"{PACKAGE}:theme")
    if profile:
        applyProfile(portal, f"{PACKAGE}:{profile}")
    else:
        uninstall(portal)
    assert worn() == ("barceloneta", False)


def test_a_theme_that_was_chosen_since_stays(portal):
    applyProfile(portal, f"{PACKAGE}:theme")
    applyTheme(getTheme("barceloneta"))
    api.portal.set_registry_record(f"{RECORDS}.enabled", False)
    uninstall(portal)
    assert worn() == ("barceloneta", False)


def test_a_site_with_another_theme_has_nothing_of_ours(page_of):
    page = page_of()
    assert STYLESHEET not in page
    assert "theme-skip" not in page
