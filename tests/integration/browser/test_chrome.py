"""What stands around every page in the theme."""

import re
from io import BytesIO

import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD, applyProfile
from plone.locking.interfaces import ILockable
from plone.volto.interfaces import IPloneVoltoCoreLayer
from Products.Five import BrowserView
from zope.component import getMultiAdapter
from zope.interface import directlyProvidedBy, directlyProvides
from zope.viewlet.interfaces import IViewletManager

from katrineholm.socialhub.interfaces import ISocialHubLayer
from katrineholm.socialhub.site.graphics.logo import store_logo

pytestmark = pytest.mark.usefixtures("framed")

PACKAGE = "katrineholm.socialhub"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9"/></svg>'
STYLESHEET = "@@socialhub-visitors.css"


def test_in_the_theme_the_page_has_its_stylesheets_and_its_chrome(page_of):
    page = page_of("theme")
    for part in (STYLESHEET, "data-socialhub-theme", 'class="theme-skip"'):
        assert part in page
    assert "Powered by Plone" not in page


def test_that_somebody_else_edits_is_said_in_the_landmark_of_the_content(
    make_functional_channel, browse, person
):
    channel = make_functional_channel("bloggen")
    applyProfile(api.portal.get(), f"{PACKAGE}:theme")
    with api.env.adopt_user(SITE_OWNER_NAME):
        ILockable(channel).lock()
    transaction.commit()
    page = browse(*person("Editor", at=channel.__parent__)).get("hub/kultur/bloggen").text
    before, _main, content = page.partition("<main")
    assert "plone-lock-status" not in before
    assert content.count("plone-lock-status") == 1


def test_the_header_says_who_publishes_the_site_and_nothing_of_its_own(page_of):
    api.portal.set_registry_record(f"{PACKAGE}.municipality", "Ö & <b>kommun</b>")
    page = page_of("theme")
    assert "Ö &amp; &lt;b&gt;kommun&lt;/b&gt;" in page
    assert "theme-logo" not in page
    assert "theme-missing" not in page


def test_a_logotype_stands_in_the_header_and_its_lack_is_told_to_the_office(page_of, browse):
    page_of("theme")
    office = browse(SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert "theme-missing" in office.get("").text
    store_logo(BytesIO(LOGO))
    page = page_of()
    assert 'class="theme-logo"' in page
    assert "@@socialhub-logo?v=" in page
    assert 'width="40" height="20"' in page
    assert "theme-missing" not in office.get("").text


def test_the_section_a_page_is_in_is_marked_without_a_script(page_of, functional_portal, browse):
    with api.env.adopt_user(SITE_OWNER_NAME):
        made = api.content.create(functional_portal, "Document", "om", title="Om")
        api.content.transition(made, to_state="published")
    page_of("theme")
    assert re.findall('<a aria-current="true" href="([^"]+)"', browse().get("om").text) == [
        made.absolute_url()
    ]


def test_the_breadcrumbs_lead_from_a_page_about_the_hub_to_the_hub(
    page_of, functional_administration, browse
):
    page_of("theme")
    hub = functional_administration.aq_parent
    address = hub.absolute_url()
    link = f'<a href="{address}">{hub.title}</a>'

    def trail(page):
        return (
            browse().get(address + page).text.partition("portal-breadcrumbs")[2].partition("<h1")[0]
        )

    heading = re.search("<h1[^>]*>(.*?)</h1>", browse().get(f"{address}/@@parties").text, re.DOTALL)
    assert link in trail("/@@parties")
    assert f'aria-current="page">{heading[1].strip()}</li>' in trail("/@@parties")
    assert link not in trail("")


WARNING = "https://6.docs.plone.org/volto"
VOLTO, OURS = [IPloneVoltoCoreLayer], [ISocialHubLayer]


@pytest.mark.parametrize(
    ("layers", "is_warned"), [(VOLTO, True), (VOLTO + OURS, False), (OURS + VOLTO, False)]
)
@pytest.mark.parametrize("place", ["site", "hub", "administration"])
def test_voltos_visitors_are_not_warned_of_classic_ui(
    portal, hub, administration, layers, is_warned, place
):
    """Plone names the layers of a request in whichever order the add-ons were installed."""
    context = {"site": portal, "hub": hub, "administration": administration}[place]
    others = [each for each in directlyProvidedBy(portal.REQUEST) if each not in VOLTO + OURS]
    directlyProvides(portal.REQUEST, *layers, *others)
    above = (context, portal.REQUEST, BrowserView(context, portal.REQUEST))
    manager = getMultiAdapter(above, IViewletManager, "plone.globalstatusmessage")
    manager.update()
    assert (WARNING in manager.render()) is is_warned


SITE_OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)

PUBLIC = "https://www.katrineholm.example"
BOARD, KEYS, SETTINGS = "hub/@@board", "hub/kultur/bloggen/@@entry-keys", "@@socialhub-settings"


@pytest.fixture
def ways(make_functional_channel, browse):
    """A function: the way back on a page, as its title and address."""
    make_functional_channel("bloggen", title="Bloggen")

    def ways(path, *login):
        page = browse(*login).get(path).text
        return re.findall(r'socialhub-back">\s*<a\s+href="([^"]+)">([^<]+)<', page)

    return ways


@pytest.fixture
def in_volto(functional_portal):
    """The site is one of Volto's, at an address of its own."""
    applyProfile(functional_portal, "plone.volto:default")
    api.portal.set_registry_record("katrineholm.socialhub.site_url", PUBLIC)
    transaction.commit()


def test_in_classic_ui_a_page_of_a_channel_leads_to_the_channel(ways, functional_portal):
    url = f"{functional_portal.absolute_url()}/hub/kultur/bloggen"
    assert ways(KEYS, *SITE_OWNER) == [(url, "Tillbaka till Bloggen")]
    assert ways(BOARD, *SITE_OWNER) == ways(SETTINGS, *SITE_OWNER) == []


@pytest.mark.usefixtures("in_volto")
def test_where_the_site_is_voltos_every_page_leads_there(ways, person):
    assert ways(KEYS, *SITE_OWNER) == [(f"{PUBLIC}/hub/kultur/bloggen", "Tillbaka till Bloggen")]
    assert ways(BOARD, *SITE_OWNER) == [(f"{PUBLIC}/hub", "Tillbaka till Sociala medier")]
    office = person("Information Officer")
    assert ways(SETTINGS, *office) == [(PUBLIC, "Tillbaka till Katrineholms kommun")]


@pytest.mark.usefixtures("in_volto")
def test_a_visitor_comes_from_nowhere_else(ways):
    assert ways("hub/@@official-list") == ways("hub") == []
