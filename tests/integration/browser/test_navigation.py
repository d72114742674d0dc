"""Plone's own navigation in the reader's language."""

import re

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME

pytestmark = pytest.mark.usefixtures("framed")

HOME = {"All of it": "Home", "Alltihop": "Hem"}
TITLES = {"en": ["All of it", "Culture"], "sv": ["Alltihop", "Kulturen"]}


@pytest.fixture
def site(functional_administration):
    """A site that shows a hub and its administration in navigation, in both languages."""
    hub = functional_administration.__parent__
    for number, place in enumerate((hub, functional_administration)):
        place.title, place.english_title = TITLES["sv"][number], TITLES["en"][number]
        place.reindexObject()
    _set(
        available_languages=["sv", "en"],
        use_request_negotiation=True,
        navigation_depth=2,
        displayed_types=("SocialHub", "Administration", "Document"),
    )
    with api.env.adopt_user(SITE_OWNER_NAME):
        page = api.content.create(api.portal.get(), "Document", "om", title="Om oss")
        api.content.transition(page, "publish")
    transaction.commit()


def _set(**settings):
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)


@pytest.fixture(params=TITLES)
def reader(request, site, browse):
    """A visitor whose browser asks for a language, and the titles in it."""
    session = browse()
    session.headers["Accept-Language"] = request.param
    return session, TITLES[request.param]


def test_tabs_and_breadcrumbs_and_title(reader):
    session, titles = reader
    page = session.get("hub/kultur").text
    tabs = page.partition('id="portal-globalnav"')[2].partition("</nav>")[0]
    crumbs = page.partition('id="portal-breadcrumbs"')[2].partition("</nav>")[0]
    for part in (tabs, crumbs):
        assert _said(part) == titles
    assert re.search("<title>(.*?) ", page)[1] == titles[1]


def test_the_site_map(reader):
    session, titles = reader
    tree = session.get("sitemap").text.partition('id="portal-sitemap"')[2].partition("</main>")[0]
    assert _said(tree) == titles


def test_rest_gives_frontends_the_same(reader):
    session, titles = reader
    session.headers["Accept"] = "application/json"
    expand = "expand=navigation&expand.navigation.depth=2"
    [alone, *_], [expanded, *_] = (
        [each for each in items if each["@id"].endswith("/hub")]
        for items in (
            session.get("@navigation?expand.navigation.depth=2").json()["items"],
            session.get(f"?{expand}").json()["@components"]["navigation"]["items"],
        )
    )
    assert [alone["title"], alone["items"][0]["title"]] == titles
    assert alone == expanded
    home = session.get("@navigation").json()["items"][0]["title"]
    assert home == HOME[titles[0]]
    crumbs = session.get("hub/kultur/@breadcrumbs").json()["items"]
    assert [each["title"] for each in crumbs] == titles


def test_a_tab_that_nobody_has_translated_is_marked_as_swedish(site, browse):
    session = browse()
    session.headers["Accept-Language"] = "en"
    assert re.search(r'<a [^>]*\blang="sv"[^>]*>Om oss</a>', session.get("").text)
    assert not re.search(r"<a [^>]*\blang=[^>]*>Om oss</a>", browse().get("").text)


def _said(part):
    """The titles that a part of a page shows, in their order."""
    names = "|".join(TITLES["sv"] + TITLES["en"])
    return re.findall(names, re.sub(r"<[^>]+>", " ", part))
