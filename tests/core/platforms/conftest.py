"""The catalogue as its ZCML registers it, for every test of this room."""

import pytest
from spelled import canonical, rows
from zope.component import getGlobalSiteManager
from zope.configuration import xmlconfig

import katrineholm.socialhub.core.platforms
from katrineholm.socialhub.core.platforms.catalogue import all_platforms
from katrineholm.socialhub.core.platforms.interfaces import IPlatform

pytest.register_assert_rewrite("helpers.core.platforms")


@pytest.fixture(scope="session", autouse=True)
def catalogue():
    xmlconfig.file("configure.zcml", katrineholm.socialhub.core.platforms)
    yield
    for service in all_platforms():
        getGlobalSiteManager().unregisterUtility(service, IPlatform, service.name)


def pytest_generate_tests(metafunc):
    """Give the tests that all services share the tables of the module that imports them."""
    name, module = metafunc.function.__name__, metafunc.module
    if name == "test_every_spelling_leads_to_the_one_profile":
        metafunc.parametrize(("spelling", "profile"), rows(module.ACCOUNTS))
    elif name == "test_a_canonical_address_leads_to_itself":
        metafunc.parametrize("profile", canonical(module.ACCOUNTS), ids=str)
    elif name == "test_a_page_tells_the_feed_in_its_services_own_way":
        metafunc.parametrize(("url", "page", "feed"), module.PAGES)
