"""The catalogue as its ZCML registers it, for every test of this room."""

import pytest
from zope.component import getGlobalSiteManager
from zope.configuration import xmlconfig

import katrineholm.socialhub.core.platforms
from katrineholm.socialhub.core.platforms.catalogue import all_platforms
from katrineholm.socialhub.core.platforms.interfaces import IPlatform


@pytest.fixture(scope="session", autouse=True)
def catalogue():
    xmlconfig.file("configure.zcml", katrineholm.socialhub.core.platforms)
    yield
    for service in all_platforms():
        getGlobalSiteManager().unregisterUtility(service, IPlatform, service.name)
