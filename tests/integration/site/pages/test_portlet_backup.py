"""The add-on's portlets are taken out wherever they hang, without the whole site in memory."""

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.listings.portlet import Assignment
from katrineholm.socialhub.site.pages.portlet_backup import remove_portlets

PLACES, ROOM = 150, 100


def hanging(place):
    column = getUtility(IPortletManager, name="plone.rightcolumn")
    return getMultiAdapter((place, column), IPortletAssignmentMapping)


@pytest.fixture
def folders(functional_portal):
    """Many places, of which the last has a portlet."""
    with api.env.adopt_user(SITE_OWNER_NAME):
        made = [
            api.content.create(functional_portal, "Folder", f"mapp-{number}")
            for number in range(PLACES)
        ]
    hanging(made[-1])["vart"] = Assignment()
    hanging(functional_portal)["vart"] = Assignment()
    transaction.commit()
    return made


def test_few_places_are_in_memory_at_a_time(functional_portal, folders):
    cache = functional_portal._p_jar._cache
    functional_portal._p_jar.cacheMinimize()
    size, cache.cache_size = cache.cache_size, ROOM
    before = cache.cache_non_ghost_count
    remove_portlets(functional_portal)
    cache.cache_size = size
    assert cache.cache_non_ghost_count - before < 2 * ROOM
    assert "vart" not in [*hanging(functional_portal), *hanging(folders[-1])]
