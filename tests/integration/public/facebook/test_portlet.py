"""The places on Facebook as a portlet."""

import pytest
from plone.portlets.interfaces import IPortletManager, IPortletRenderer
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.facebook.portlet import Assignment


def rendered(portal, **decisions):
    view, request = portal.restrictedTraverse("@@plone"), portal.REQUEST
    column = getUtility(IPortletManager, name="plone.rightcolumn", context=portal)
    given = (portal, request, view, column, Assignment(**decisions))
    renderer = getMultiAdapter(given, IPortletRenderer)
    renderer.update()
    return renderer.render() if renderer.available else ""


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [((), ["kommunen", "dagar"]), (("event",), ["dagar"]), (("group",), [])],
)
def test_the_portlet_shows_the_chosen_types(portal, hub, make_place, chosen, titles):
    make_place("dagar", place_type="event")
    make_place("kommunen", official_page=True)
    make_place("utkast", "draft")
    html = rendered(portal, place_types=chosen)
    assert [title for title in ("kommunen", "dagar", "utkast") if f">{title}</a>" in html] == titles
    assert f"{hub.absolute_url()}/@@facebook" in html
