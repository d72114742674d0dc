"""The channel list as a portlet: official channels, each with a link that says where it leads."""

import re
from html import unescape
from pathlib import Path

import pytest
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletManager, IPortletRenderer, IPortletType
from zope.component import getMultiAdapter, getUtility
from zope.schema import getFieldNames

from katrineholm import socialhub as package
from katrineholm.socialhub.accounts.channels.channel_names import SERVICE_ICONS
from katrineholm.socialhub.public.register.portlet import HEADING, Assignment, IChannelsPortlet

NAME = "katrineholm.socialhub.portlet.channels"
FILM = {"platform": "youtube", "kind": "video"}
BLOG = {"platform": "website", "kind": "blog"}


@pytest.fixture
def filled(hub, make_channel):
    """A hub with two official channels, one at rest and three that do not speak for anybody."""
    make_channel("filmer", title="Kultur", **FILM)
    make_channel("bloggen", title="Bloggen", **BLOG)
    make_channel("vilar", "paused", title="Vilar")
    for state in ("draft", "reported", "closed"):
        make_channel(state, state, title=f"Är {state}")
    return hub


@pytest.fixture(params=["plone.rightcolumn", "plone.footerportlets"])
def render(request, portal):
    """A function that renders the portlet in a column or the footer, as anybody sees it."""

    def render(**decisions):
        column = getUtility(IPortletManager, name=request.param)
        view = portal.restrictedTraverse("@@plone")
        with api.env.adopt_roles(["Anonymous"]):
            parts = (portal, portal.REQUEST, view, column, Assignment(**decisions))
            renderer = getMultiAdapter(parts, IPortletRenderer)
            return renderer.render() if renderer.available else None

    return render


def links(text):
    """(address, name, service, icon) of every channel's link, as it is read."""
    found = re.findall(r'<a href="([^"]+)" ?><span class="socialhub-badge">(.*?)</a>', text, re.S)
    return [
        (url, *_read(inside), re.search(r"icons.svg#(\w+)", inside)[1]) for url, inside in found
    ]


def names(text):
    return [name for _url, name, *_rest in links(text)]


def _read(inside):
    """The name, and the last word of what is said of the service."""
    name, rest = re.search(r"<strong[^>]*>(.*?)</strong>(.*)", inside, re.S).groups()
    words = unescape(re.sub("<[^>]+>", " ", rest)).split()
    return unescape(name), words[-1] if words else ""


def test_official_channels_are_shown_with_service_icon_and_purpose(filled, render):
    assert links(render()) == [
        ("https://bloggen.example.se/", "Bloggen", "", "blog"),
        ("https://filmer.example.se/", "Kultur", "YouTube", "youtube"),
        ("https://vilar.example.se/", "Vilar", "", "other"),
    ]


def choices(hub):
    """Decisions, and the titles that they let through."""
    kultur = hub.kultur
    return [
        ({"count": 1}, ["Bloggen"]),
        ({"kinds": ("video",)}, ["Kultur"]),
        ({"services": ("youtube",)}, ["Kultur"]),
        ({"services": ("youtube",), "kinds": ("blog",)}, []),
        ({"channels": (kultur.bloggen.UID(), kultur.draft.UID())}, ["Bloggen"]),
        ({"administrations": ("another",)}, []),
        ({"administrations": (kultur.UID(),), "count": 2}, ["Bloggen", "Kultur"]),
    ]


def test_the_editor_decides_which_channels_are_shown(filled, render):
    for decisions, seen in choices(filled):
        text = render(**decisions)
        assert names(text) == seen
        assert ("Det finns ingen officiell kanal" in text) == (not seen)


def test_the_link_below_leads_to_the_list_with_the_same_choice(filled, render):
    url = f"{filled.absolute_url()}/@@official-list"
    assert f'href="{url}"' in render()
    assert f'href="{url}?platform=youtube&amp;kind=video"' in render(
        services=("youtube",), kinds=("video",), channels=("x",)
    )
    assert url not in render(more="")


def test_what_changes_in_the_list_is_shown_at_once(filled, render, make_channel):
    assert "Nytt" not in render()
    make_channel("ny", title="Nytt namn")
    assert "Nytt namn" in render()


def test_what_an_editor_writes_is_text(filled, render):
    text = render(header="<script>", more="<script>")
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") == 2


def test_without_a_hub_that_the_visitor_may_see_there_is_nothing(filled, render):
    assert render(hub="gone") is None
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(filled, "retract")
    assert render() is None


def test_a_bare_assignment_holds_every_field(portal):
    bare, names = Assignment(), getFieldNames(IChannelsPortlet)
    changing = {"header", "more"}  # these are translated for the editor
    assert {name: getattr(bare, name) for name in names if name not in changing} == {
        name: IChannelsPortlet[name].default for name in names if name not in changing
    }
    assert IChannelsPortlet["header"].default == api.portal.translate(HEADING)


def test_the_portlet_can_be_placed_in_columns_and_dashboards(portal):
    portlet = getUtility(IPortletType, name=NAME)
    assert [each.__name__ for each in portlet.for_] == ["IColumn", "IDashboard"]


def test_every_service_icon_is_drawn():
    drawn = (Path(package.__file__).parent / "browser/static/icons.svg").read_text("utf-8")
    assert {name for name in SERVICE_ICONS if f'<symbol id="{name}"' in drawn} == SERVICE_ICONS
