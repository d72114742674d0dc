"""Whoever chooses English reads English: nothing of ours is left in Swedish."""

import re
from html import unescape
from importlib.resources import files

import polib
import pytest
import transaction
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.portlets.interfaces import IPortletAssignmentMapping, IPortletManager
from zope.component import getMultiAdapter, getUtility

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.public.register.portlet import Assignment

pytestmark = pytest.mark.usefixtures("framed")

CATALOGUE = "locales/sv/LC_MESSAGES/katrineholm.socialhub.po"
MARKED = re.compile(r'<(\w+)\b[^>]*\blang="sv"[^>]*>[^<]*</\1>')
# Plone's own trees have no place for a language, and what is not displayed nobody reads.
PLONES = re.compile(
    'id="portal-breadcrumbs".*?</nav>|portletNavigationTree.*?</aside>|id="social-tags-body".*?(?=<h1)',
    re.S,
)
PLONES_TEXTS = "locales/sv/LC_MESSAGES/plone.po"
LONG = 12  # characters: shorter words of ours may be names, or English, too
PAGES = (
    *("hub", "hub?kind=blog", "hub/kultur", "hub/kultur/bloggen", "hub/kultur/bloggen/@@about"),
    *("hub/kultur/bloggen/@@report-comment", "hub/kultur/bloggen/@@contact-responsible"),
    *("hub/@@official-list", "hub/@@official", "hub/@@official?address=nobody", "hub/@@sections"),
    *("hub/@@facebook", "hub/@@parties", "hub/partiet/@@propose-change", "hub/@@messages-help"),
    *("hub/@@messages-figures", "hub/@@personal-data", "accessibility-info"),
)
PLONES_PAGES = (
    "",
    "@@search?SearchableText=ingenting",
    "sitemap",
    "contact-info",
    "nowhere",
    "login",
)


@pytest.fixture(scope="module")
def swedish():
    """The Swedish texts that are long enough to tell, without what they fill in."""
    catalogue = _catalogue("katrineholm.socialhub", CATALOGUE)
    texts = (entry.msgstr for entry in catalogue if entry.msgstr != entry.msgid)
    return {text for text in texts if len(text) >= LONG and "${" not in text}


@pytest.fixture(scope="module")
def in_english():
    """Texts of ours and of Plone's that have to be Swedish, without what they fill in."""
    ours = {entry.msgid: entry for entry in _catalogue("katrineholm.socialhub", CATALOGUE)}
    plones = {_default(entry): entry for entry in _catalogue("plone.app.locales", PLONES_TEXTS)}
    texts = ((text, entry.msgstr) for text, entry in (ours | plones).items())
    found = {text for text, said in texts if text != said and "${" not in text and " " in text}
    return found - {"Powered by Plone"}  # the mark of Plone's own theme


def _catalogue(package, name):
    return polib.pofile(str(files(package).joinpath(name)))


def _default(entry):
    """What Plone says in English, where its id is no text."""
    found = re.search(r'Default: "(.*)"', entry.comment)
    return found[1] if found else entry.msgid


@pytest.fixture
def english(browse, make_functional_channel):
    """A visitor's session in English, on a site whose default is Swedish."""
    channel = make_functional_channel("bloggen", title="Bloggen", purpose="Att berätta.")
    channel.english_text = "To tell."
    set_state(channel, "official")
    site = api.portal.get()
    # No texts of ours.
    site["hub"].title, site["hub"]["kultur"].title = "Alltihop", "Kulturen"
    for place_ in (site["hub"], site["hub"]["kultur"]):
        place_.reindexObject()
    with api.env.adopt_user(SITE_OWNER_NAME):
        api.content.create(site["hub"], "CouncilParty", "partiet", "Byalaget", abbreviation="By")
        manager = getUtility(IPortletManager, name="plone.footerportlets", context=site)
        placed = getMultiAdapter((site, manager), IPortletAssignmentMapping)
        placed["follow"] = Assignment(header="Följ oss", more="Alla officiella kanaler")
    api.portal.set_registry_record("plone.available_languages", ["sv", "en"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    transaction.commit()
    session = browse()
    session.get("hub?set_language=en")
    return session


def words(page):
    """What a page shows and says, without what only programs read."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    told = re.findall(r'\b(?:aria-label|title|alt|placeholder|value)="([^"]*)"', text)
    return [" ".join(unescape(each).split()) for each in (*re.split(r"<[^>]+>", text), *told)]


def test_no_public_page_has_swedish_of_ours_in_english(english, swedish):
    found = {}
    for path in PAGES:
        answer = english.get(path)
        assert answer.status_code == 200, path
        assert re.search(r'<html[^>]* lang="en"', answer.text), path
        found[path] = swedish & {*words(answer.text)}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_the_same_pages_are_swedish_for_everybody_else(browse, english, swedish):
    page = browse().get("hub/@@official-list").text
    assert swedish & {*words(page)}
    assert "To tell." not in browse().get("hub/kultur/bloggen/@@about").text


def test_no_public_page_has_english_of_ours_or_plones_in_swedish(browse, english, in_english):
    session = browse()
    found = {
        path: in_english & {*words(session.get(path).text)} for path in (*PAGES, *PLONES_PAGES)
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_channel_is_told_of_in_english_where_somebody_has_written_it(english):
    assert "To tell." in english.get("hub/kultur/bloggen/@@about").text


def test_the_tabs_stay_in_whatever_language(english):
    shown = api.portal.get_registry_record("plone.displayed_types")
    api.portal.set_registry_record("plone.displayed_types", (*shown, "SocialHub"))
    transaction.commit()
    tabs = english.get("hub/@@official").text.partition('id="portal-globalnav"')[2]
    assert "Alltihop" in tabs.partition("</ul>")[0]


@pytest.fixture
def entitled(english):
    """The same with titles in English, and a post that names no language."""
    hub = api.portal.get()["hub"]
    hub.english_title, hub["kultur"].english_title = "All of it", "Culture & leisure"
    for place_ in (hub, hub["kultur"]):
        place_.reindexObject()
    transaction.commit()
    return english


def test_titles_are_in_english_where_somebody_has_written_them(entitled):
    left = {
        path: re.findall(".*(?:Alltihop|Kulturen).*", entitled.get(path).text) for path in PAGES
    }
    assert {path: lines for path, lines in left.items() if lines} == {}


def test_titles_that_nobody_has_translated_are_marked_as_swedish(english):
    left = {path: unmarked(english.get(path).text) for path in PAGES}
    assert {path: texts for path, texts in left.items() if texts} == {}


def unmarked(page):
    """The titles of hub and administration in a page that no language is told of."""
    shown = MARKED.sub("", PLONES.sub("", page.partition("</head>")[2]))
    return [text for text in words(shown) if text in ("Alltihop", "Kulturen")]
