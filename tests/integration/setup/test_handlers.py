"""What installing and uninstalling do beside the profile."""

import logging
import re

import pytest
from plone.app.testing import applyProfile
from plone.base.interfaces import INonInstallable
from plone.base.utils import get_installer
from plone.portlets.interfaces import (
    IPortletType,
)
from Products.statusmessages.interfaces import IStatusMessage
from zope.component import getUtility, queryUtility

from katrineholm.socialhub.accounts.channels import limits
from katrineholm.socialhub.testing import site_configuration

PACKAGE = "katrineholm.socialhub"


def test_the_profiles_that_uninstall_or_upgrade_are_no_add_ons_to_choose():
    hidden = getUtility(INonInstallable, name=PACKAGE)
    assert hidden.getNonInstallableProfiles() == [
        f"{PACKAGE}:uninstall",
        f"{PACKAGE}:theme-uninstall",
        f"{PACKAGE}.upgrades:notice",
        f"{PACKAGE}.upgrades:settings",
    ]
    assert hidden.getNonInstallableProducts() == [f"{PACKAGE}.upgrades"]


@pytest.mark.parametrize("dressed", [False, True], ids=["plain", "in the theme"])
def test_uninstalling_leaves_nothing_behind(portal, integration, uninstall, dressed):
    if dressed:
        applyProfile(portal, f"{PACKAGE}:theme")
    uninstall()
    assert _lasting(site_configuration(portal)) == _lasting(integration["before"])
    assert not get_installer(portal).is_product_installed(PACKAGE)
    assert not [name for name in portal.__dict__ if "socialhub" in name.lower()]
    assert queryUtility(IPortletType, name="katrineholm.socialhub.portlet.feed") is None


def test_uninstalling_keeps_the_operators_limits_but_no_measured_size(portal, uninstall):
    limits.set_site_limits(portal, {limits.STORAGE: 5})
    limits.store_storage_size(portal, limits.StorageSize(1, 2), {3: 1})
    uninstall()
    assert limits.storage_size(portal) is None
    assert limits.site_limit(limits.STORAGE, portal) == 5


def test_installing_twice_changes_nothing(portal):
    once = site_configuration(portal)
    applyProfile(portal, f"{PACKAGE}:default")
    assert _lasting(site_configuration(portal)) == _lasting(once)


def test_uninstalling_says_which_content_stays(hub, make_channel, uninstall, caplog):
    make_channel("bloggen")
    with caplog.at_level(logging.INFO, logger=PACKAGE):
        uninstall()
    said = [record.getMessage() for record in caplog.records if record.name == PACKAGE]
    told = IStatusMessage(hub.REQUEST).show()
    assert said == ["Put away with all that lies in it: /plone/hub"]
    assert [message.message[:2] for message in told] == ["3 "]


def test_uninstalling_an_empty_site_says_nothing(portal, uninstall):
    uninstall()
    assert IStatusMessage(portal.REQUEST).show() == []


def _lasting(exported):
    """Without the moment that every export holds: the default of a date is now."""
    moment = re.compile(r"\s*<default>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+</default>")
    return {
        name: [line for line in lines if not moment.fullmatch(line)]
        for name, lines in exported.items()
    }
