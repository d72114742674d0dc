"""Portlets in the columns of a page: whole in any theme, kept for visitors, never too long."""

import re
from datetime import UTC, datetime

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, applyProfile
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.public.listings.portlet import Assignment
from katrineholm.socialhub.site.pages import cache, portlet_base

pytestmark = pytest.mark.usefixtures("framed")

HOSTILE = "</ul><script>alert(1)</script>"
ESCAPED = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
COLUMNS = ("plone.leftcolumn", "plone.rightcolumn")
NO_THEME = "plone.app.theming.interfaces.IThemeSettings.enabled"


@pytest.fixture
def site(functional_portal, make_functional_channel, keep):
    """A page with a feed portlet in each column; one shows a channel that is a draft."""
    seen = make_functional_channel("bloggen", title="Bloggen")
    draft = make_functional_channel("hemlig", title="Hemlig", state="draft")
    keep(seen, title=HOSTILE)
    keep(seen, title="Isen bär", published=datetime(2026, 6, 1, tzinfo=UTC))
    keep(draft, title="Ännu hemligt")
    with api.env.adopt_user(SITE_OWNER_NAME):
        page = api.content.create(functional_portal, "Document", "sida", title="Sidan")
        api.content.transition(page, "publish")
    for column, count in zip(COLUMNS, (1, 5), strict=True):
        manager = getUtility(IPortletManager, name=column)
        placed = getMultiAdapter((page, manager), IPortletAssignmentMapping)
        placed["feed"] = Assignment(header=f"Flödet i {column}", count=count)
    transaction.commit()
    return functional_portal


def wear(site, theme):
    if theme == "ours":
        applyProfile(site, "katrineholm.socialhub:theme")
    api.portal.set_registry_record(NO_THEME, theme != "none")
    transaction.commit()


@pytest.mark.parametrize("theme", ["barceloneta", "ours", "none"])
def test_every_visitor_sees_both_lists_whatever_the_theme(site, browse, theme):
    wear(site, theme)
    answer = browse().get("sida")
    page = answer.text
    assert answer.headers["Content-Type"] == "text/html;charset=utf-8"
    assert page.count('class="socialhub-title"') == 3
    assert (page.count("Isen bär"), page.count(ESCAPED)) == (2, 1)
    assert [f"Flödet i {column}" in page for column in COLUMNS] == [True, True]
    assert ("<script>alert" in page, "Ännu hemligt" in page) == (False, False)
    # Each list is where its portlet is, and the page has its end.
    assert re.search(r"Flödet i plone.rightcolumn(?:(?!Flödet i).)*Isen bär", page, re.DOTALL)
    assert page.rstrip().endswith("</html>")


def test_what_is_written_is_seen_at_once_and_what_passes_soon(site, browse, keep, monkeypatch):
    browse().get("sida")  # the site's first page may write
    shown, clock = [], [1_790_000_000]
    monkeypatch.setattr(cache, "time", lambda: clock[0])
    made = portlet_base.Renderer.cached
    monkeypatch.setattr(
        portlet_base.Renderer, "cached", lambda portlet: shown.append(portlet) or made(portlet)
    )
    assert "Nytt" not in browse().get("sida").text
    assert (browse().get("sida").text.count("Isen bär"), len(shown)) == (2, 2)
    keep(site.hub.kultur.bloggen, title="Nytt", published=datetime(2026, 7, 1, tzinfo=UTC))
    transaction.commit()
    assert browse().get("sida").text.count("Nytt") == 2
    clock[0] += portlet_base.SECONDS
    browse().get("sida")
    assert len(shown) == 6


def test_a_hub_that_is_withdrawn_is_gone_at_once(site, browse):
    assert "Isen bär" in browse().get("sida").text
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.transition(site.hub, "retract")
    transaction.commit()
    assert "Flödet i" not in browse().get("sida").text


def test_a_page_that_is_kept_is_kept_whole(site, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        manager = getUtility(IPortletManager, name="plone.rightcolumn")
        placed = getMultiAdapter((site.hub, manager), IPortletAssignmentMapping)
        placed["feed"] = Assignment(header="Flödet")
    transaction.commit()
    first, again = browse().get("hub"), browse().get("hub")
    assert first.text.count("Isen bär") == again.text.count("Isen bär") > 1
    assert first.headers["ETag"] == again.headers["ETag"]
    assert browse().get("hub", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
