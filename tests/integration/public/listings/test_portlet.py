"""The feed portlet: an editor decides, a visitor sees stored entries."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import (
    IPortletAssignment,
    IPortletAssignmentMapping,
    IPortletDataProvider,
    IPortletManager,
    IPortletRenderer,
    IPortletType,
)
from Products.CMFCore.indexing import processQueue
from zope.component import getMultiAdapter, getUtility
from zope.i18n import translate

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.pictures import add_picture
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.public.listings.portlet import (
    Assignment,
    EditForm,
    IFeedPortlet,
    Renderer,
)

NAME = "katrineholm.socialhub.portlet.feed"


@pytest.fixture
def column(portal):
    return getUtility(IPortletManager, name="plone.rightcolumn")


@pytest.fixture
def filled(hub, make_channel, keep):
    """A hub with two channels of one entry each."""
    blog = make_channel("bloggen", title="Bloggen", kind="blog")
    films = make_channel("filmer", title="Filmer", kind="video")
    keep(blog, title="Ett inlägg", summary="Texten i korthet")
    keep(films, title="En film", published=datetime(2026, 6, 1, tzinfo=UTC))
    return hub


@pytest.fixture
def render(portal, column):
    """A function that renders the portlet with these decisions, as anybody sees it."""

    def render(**decisions):
        view = portal.restrictedTraverse("@@plone")
        data = Assignment(**decisions)
        with api.env.adopt_roles(["Anonymous"]):
            renderer = getMultiAdapter(
                (portal, portal.REQUEST, view, column, data), IPortletRenderer
            )
            renderer.update()
            return renderer.render() if renderer.available else None

    return render


def titles(text):
    found = re.findall(r'class="socialhub-title"[^>]*>(.*?)</a>', text, re.S)
    return [unescape(title.strip()) for title in found]


def test_the_portlet_is_registered_for_columns_and_dashboards(portal):
    portlet = getUtility(IPortletType, name=NAME)
    assert portlet.addview == NAME
    assert [each.__name__ for each in portlet.for_] == ["IColumn", "IDashboard"]


def test_a_bare_assignment_holds_every_field_and_the_interfaces(portal):
    bare = Assignment()
    assert IPortletAssignment.providedBy(bare)
    assert IPortletDataProvider.providedBy(bare)
    assert {name: getattr(bare, name) for name in IFeedPortlet.names()} == {
        "header": "Social media",
        "hub": None,
        "administrations": (),
        "topics": (),
        "kinds": (),
        "channels": (),
        "count": 5,
        "layout": "list",
        "show_pictures": True,
        "show_text": False,
        "show_date": True,
        "show_source": True,
        "more": "More from social media",
    }
    # What an editor finds in the form is the same in the site's language.
    assert {name: IFeedPortlet[name].default for name in IFeedPortlet.names()} == {
        **{name: getattr(bare, name) for name in IFeedPortlet.names()},
        "header": "Sociala medier",
        "more": "Mer från sociala medier",
    }


def test_the_add_form_places_what_it_is_given(portal, hub, column):
    mapping = getMultiAdapter((portal, column), IPortletAssignmentMapping)
    before = set(mapping)
    with api.env.adopt_user(SITE_OWNER_NAME):
        form = portal.restrictedTraverse(f"++contextportlets++plone.rightcolumn/+/{NAME}")
        form.createAndAdd({"header": "Nytt", "count": 7})
    [name] = set(mapping) - before
    assert isinstance(mapping[name], Assignment)
    assert (mapping[name].header, mapping[name].count) == ("Nytt", 7)


def test_the_edit_form_is_the_portlets_own(portal, hub, column):
    mapping = getMultiAdapter((portal, column), IPortletAssignmentMapping)
    mapping["feed"] = Assignment(header="Rubrik")
    form = getMultiAdapter((mapping["feed"], portal.REQUEST), name="edit")
    assert isinstance(form, EditForm)
    assert form.schema is IFeedPortlet


def test_the_renderer_is_the_portlets_own(portal, hub, column):
    view = portal.restrictedTraverse("@@plone")
    found = getMultiAdapter((portal, portal.REQUEST, view, column, Assignment()), IPortletRenderer)
    assert isinstance(found, Renderer)
    assert found.available


def decisions(hub):
    """Decisions, and the titles that they let through."""
    kultur = hub.kultur
    return [
        ({}, ["En film", "Ett inlägg"]),
        ({"count": 1}, ["En film"]),
        ({"kinds": ("blog",)}, ["Ett inlägg"]),
        ({"channels": (kultur.filmer.UID(),)}, ["En film"]),
        ({"administrations": (kultur.UID(),)}, ["En film", "Ett inlägg"]),
        ({"administrations": ("another",)}, []),
        ({"channels": (kultur.filmer.UID(),), "kinds": ("blog",)}, []),
        ({"hub": hub.UID()}, ["En film", "Ett inlägg"]),
    ]


def test_the_editor_decides_which_entries_are_shown(filled, render):
    for given, seen in decisions(filled):
        assert sorted(titles(render(**given))) == sorted(seen)


def test_the_editor_decides_what_is_shown_of_an_entry(filled, render):
    everything = render(kinds=("blog",), show_text=True, layout="cards")
    little = render(kinds=("blog",), show_date=False, show_source=False)
    assert ("Texten i korthet" in everything, "Texten i korthet" in little) == (True, False)
    assert ("<time" in everything, "<time" in little) == (True, False)
    assert ("Bloggen" in everything, "Bloggen" in little) == (True, False)
    assert ("as-cards" in everything, "as-cards" in little) == (True, False)


def test_heading_and_more_link_are_the_editors_and_hostile_text_is_text(filled, render):
    hostile = "<script>alert(1)</script>"
    text = render(header=hostile, more=hostile, kinds=("blog",))
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") == 2
    assert f'href="{filled.absolute_url()}?kind=blog"' in text
    bare = render(header="", more="")
    assert ("card-header" in bare, "?kind" in bare) == (False, False)


def test_the_default_heading_is_in_the_readers_language(filled, render):
    heading = translate(IFeedPortlet["header"].default, target_language="sv")
    assert re.search(rf"<h2[^>]*>{heading}</h2>", render())


def test_pictures_are_shown_where_the_editor_wants_them(hub, make_channel, keep, render):
    src = "https://cdn.example.se/a.jpg"
    entry = keep(make_channel("bloggen"), images=(Image(src, "En bild"),))
    add_picture(timeline_of(hub), entry, src, b"RIFF", 20, 10, "image/webp")
    assert 'alt="En bild"' in render()
    assert "<img" not in render(show_pictures=False)
    assert "cdn.example.se" not in render()


def test_a_new_entry_is_shown_at_once(filled, render, keep):
    render()
    keep(filled.kultur.bloggen, title="Alldeles nytt")
    assert "Alldeles nytt" in titles(render())


def test_showing_asks_nobody_and_writes_nothing(make_channel, keep, render, server):
    channel = make_channel("lokal", feed_url=server.url("/rss"), profile_url=server.url())
    keep(channel, title="Inlägg")
    processQueue()  # what the test itself has made is not yet in the catalogue
    transaction.savepoint(optimistic=True)
    written = len(channel._p_jar._registered_objects)
    assert titles(render()) == ["Inlägg"]
    assert len(channel._p_jar._registered_objects) == written
    assert server.requests == []


@pytest.mark.parametrize("hub_uid", ["gone", "../x", "å"])
def test_a_hub_that_is_gone_shows_nothing(filled, render, hub_uid):
    assert render(hub=hub_uid) is None


def test_a_site_without_a_hub_shows_nothing(portal, render):
    assert render() is None


def test_a_private_hub_shows_nothing_to_anybody(filled, render):
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(filled, "retract")
    assert render() is None


def test_a_removed_hub_leaves_the_page_whole(filled, render):
    uid = filled.UID()
    assert render(hub=uid) is not None
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.delete(filled)
    assert render(hub=uid) is None
