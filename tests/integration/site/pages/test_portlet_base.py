"""What all portlets share: a fault in one never breaks a page, and no visitor reads of it."""

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from ZODB.POSException import ConflictError
from zope.interface import alsoProvides

from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.public.listings.portlet import Assignment, Renderer

LOGGER = "katrineholm.socialhub"


@pytest.fixture
def make_renderer(portal, hub):
    """A function that makes a renderer whose method of this name raises what is given."""

    def make(error=None, method="template"):
        def raises(*_):
            raise error

        members = {method: property(raises) if method == "hub" else raises} if error else {}
        renderer = type("Faulty", (Renderer,), members)
        view = portal.restrictedTraverse("@@plone")
        return renderer(portal, portal.REQUEST, view, None, Assignment())

    return make


@pytest.mark.parametrize("method", ["template", "depends_on", "hub"])
def test_a_fault_shows_nothing_to_visitors_and_a_sentence_to_editors(make_renderer, method):
    renderer = make_renderer(KeyError("gone"), method)
    with api.env.adopt_roles(["Anonymous"]):
        assert renderer.render() == ""
        assert renderer.available is (method != "hub")
    with api.env.adopt_user(SITE_OWNER_NAME):
        assert renderer.available
        assert "kan inte visas" in renderer.render() or "cannot be shown" in renderer.render()


def test_a_fault_is_logged_once_with_its_place(make_renderer, caplog):
    for _ in range(3):
        make_renderer(KeyError("gone")).render()
    make_renderer(KeyError("another")).render()
    told = [record for record in caplog.records if record.name == LOGGER]
    assert [record.exc_info[1].args for record in told] == [("gone",), ("another",)]
    assert "IFeedPortlet" in told[0].getMessage()


@pytest.mark.parametrize("method", ["template", "hub"])
def test_a_conflict_is_the_publishers(make_renderer, method):
    renderer = make_renderer(ConflictError(), method)
    with pytest.raises(ConflictError):
        renderer.render()


def test_a_mended_portlet_is_shown_again(make_renderer):
    assert make_renderer(KeyError("gone")).render() == ""
    assert "card portlet" in make_renderer().render()


def test_what_is_kept_for_one_host_is_not_shown_on_another(functional_administration):
    portal = api.portal.get()
    alsoProvides(portal.REQUEST, ISocialHubLayer)
    links = []
    for host in ("a.example.se", "b.example.se"):
        portal.REQUEST.setServerURL("https", host)
        view = portal.restrictedTraverse("@@plone")
        renderer = Renderer(portal, portal.REQUEST, view, None, Assignment())
        assert renderer.cached() == renderer.cached()
        links.append(("//a.example.se" in renderer.cached(), "//b.example.se" in renderer.cached()))
    assert links == [(True, False), (False, True)]


def test_what_is_kept_for_one_virtual_root_is_not_shown_below_another(functional_administration):
    """The hub has the same address below both, and what lies in it has not."""
    portal, hub = api.portal.get(), functional_administration.__parent__
    alsoProvides(portal.REQUEST, ISocialHubLayer)
    shows_address = type("Addressed", (Renderer,), {"template": lambda _: portal.absolute_url()})
    for root, script in ((("", "plone"), ["plone"]), (("", "plone", "hub"), ["plone", "hub"])):
        portal.REQUEST.other["VirtualRootPhysicalPath"] = root
        portal.REQUEST._script[:] = script
        view = portal.restrictedTraverse("@@plone")
        renderer = shows_address(portal, portal.REQUEST, view, None, Assignment())
        assert hub.absolute_url().endswith("/plone/hub")
        assert renderer.cached() == renderer.cached() == portal.absolute_url()
