"""Every page that is handed to another frontend has the head that Classic UI gives it."""

import json
import re
from pathlib import Path

import pytest
import transaction
from lxml.html import fromstring
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getGlobalSiteManager

from katrineholm.socialhub.accounts.lifecycle.steps import set_state
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.site.pages.page_service import PageGet

pytestmark = pytest.mark.usefixtures("framed")
FRONTEND = Path(__file__).parents[4] / "frontend/packages/volto-katrineholm-socialhub"
HUB, CHANNEL = "hub", "hub/kultur/mastodon"
# By service: the page and where its value is.
PAGES = {
    "StreamGet": [
        *((each, f"{each}/@stream") for each in (HUB, "hub/kultur", CHANNEL, "hub/kultur/sidan")),
        (f"{HUB}?kind=blog&b_start=20", f"{HUB}/@stream?kind=blog&b_start=20"),
    ],
    "EntryGet": [(f"{HUB}/@@entry/{{entry}}", f"{HUB}/@entry/{{entry}}")],
    "SectionsGet": [(f"{HUB}/@@sections", f"{HUB}/@sections")],
    "VersionsGet": [(f"{HUB}/@@entry/{{entry}}/versions", f"{HUB}/@entry-versions/{{entry}}")],
    "OfficialGet": [
        (f"{HUB}/@@official-list", f"{HUB}/@official"),
        (f"{HUB}/@@official-list?state=closed", f"{HUB}/@official?state=closed"),
    ],
    "FacebookGet": [(f"{HUB}/@@facebook", f"{HUB}/@facebook")],
    "CouncilGet": [(f"{HUB}/@@parties", f"{HUB}/@council")],
    "PartyGet": [(f"{HUB}/partiet", f"{HUB}/partiet/@party")],
    "ProposalGet": [(f"{HUB}/partiet/@@propose-change", f"{HUB}/partiet/@propose-change")],
    "ReportGet": [(f"{CHANNEL}/@@report-comment", f"{CHANNEL}/@report")],
    "ContactGet": [(f"{CHANNEL}/@@contact-responsible", f"{CHANNEL}/@contact")],
    "AboutGet": [(f"{CHANNEL}/@@about", f"{CHANNEL}/@about")],
    "FalseReportGet": [(f"{HUB}/@@report-false", f"{HUB}/@report-false")],
    "FollowGet": [(f"{HUB}/@@follow", f"{HUB}/@follow")],
    "FollowSettingsGet": [(f"{HUB}/@@follow-settings", f"{HUB}/@follow-settings")],
    "AskGet": [(f"{HUB}/@@ask-record", f"{HUB}/@ask-record")],
    "PersonalDataGet": [(f"{HUB}/@@personal-data", f"{HUB}/@personal-data")],
    "HelpGet": [(f"{HUB}/@@messages-help", f"{HUB}/@messages-help")],
    "FiguresGet": [(f"{HUB}/@@messages-figures", f"{HUB}/@messages-figures")],
    "AccessibilityGet": [("accessibility-info", "@accessibility")],
    "VerifyGet": [
        (f"{HUB}/@@official{asked}", f"{HUB}/@verify{asked}") for asked in ("", "?address=nobody")
    ],
}


@pytest.fixture
def site(make_functional_channel, keep):
    """A hub with all kinds of pages; its entry has signs that HTML knows, too."""
    channel = make_functional_channel(
        "mastodon", title="”Mästa” & <co>", profile_url="https://mastodon.social/@katrineholm"
    )
    set_state(channel, "official")
    words = {"title": 'Säg "hej" & <b>', "summary": "Fler &amp; färre"}
    entry = keep(channel, **words)
    timeline = timeline_of(api.portal.get()[HUB])
    was = timeline.get(entry)
    store_document(timeline, was["channel"], [{**was, "summary": "Flest"}], now=1_790_000_000)
    api.portal.set_registry_record("katrineholm.socialhub.show_versions", True)
    with api.env.adopt_user(SITE_OWNER_NAME):
        hub = api.portal.get()[HUB]
        api.content.create(hub, "CouncilParty", "partiet", "Byalaget", abbreviation="By")
        channel.__parent__.invokeFactory(
            "FacebookPlace", "sidan", title="Sidan", profile_url="https://www.facebook.com/sidan"
        )
        set_state(channel.__parent__["sidan"], "official")
    transaction.commit()
    return {"entry": entry}


def page_services():
    """The services of pages, registered in ZCML."""
    found = (each.factory for each in getGlobalSiteManager().registeredAdapters())
    classes = {each for each in found if isinstance(each, type) and issubclass(each, PageGet)}
    return {each.__name__ for each in classes if not each.__name__.endswith("Post")}


def test_every_page_service_is_in_the_table(portal):
    # A member's workplace is Classic UI's; Volto draws its ways.
    assert page_services() - {"WorkplaceGet"} == PAGES.keys() - {"VerifyGet"}


def test_volto_draws_every_page_that_is_served(portal):
    """What Volto draws is compared with Classic UI in its own tests, page by page."""
    drawn = (FRONTEND / "src" / "pages.ts").read_text()
    served = {re.search(r"/?@[a-z-]+", path).group() for [(_page, path), *_] in PAGES.values()}
    assert {
        each for each in served if each.strip("/") not in re.findall(r"/(@[a-z-]+)", drawn)
    } == set()


def drawn(page):
    """The head of a page in Classic UI as a service gives it; its title without the site's."""
    tree = fromstring(page.content)
    tags = [dict(each.attrib) for each in tree.xpath("//head/meta[@property or @name]")]
    links = [dict(each.attrib) for each in tree.xpath("//head/link")]
    [title] = tree.xpath("//head/title/text()")
    scripts = tree.xpath("//head/script[@type='application/ld+json']/text()")
    data = [json.loads(each) for each in scripts]
    return {
        "title": title.strip().rpartition(" — ")[0],
        "description": next((t["content"] for t in tags if t.get("name") == "description"), ""),
        "canonical": next(each["href"] for each in links if each["rel"] == "canonical"),
        "tags": [t for t in tags if t.get("property", t.get("name")).startswith(("og", "tw"))],
        # Plone gives the site's own feeds on any page of its root.
        "links": [
            e
            for e in links
            if e["rel"] in ("me", "alternate")
            and "/RSS" not in e["href"]
            and "/rss.xml" not in e["href"]
            and "/atom.xml" not in e["href"]
        ],
        "jsonld": next((e for e in data if e["@type"] == "GovernmentOrganization"), None),
    }


def is_own(tag):
    """Whether a tag is the page's own; a page that is not indexed may have others of its object."""
    return tag.get("property") in ("og:title", "og:url")


def is_indexed(tag):
    return tag.get("name") != "robots"


@pytest.mark.parametrize(("path", "service"), [pair for each in PAGES.values() for pair in each])
def test_the_head_is_that_of_the_page_in_classic_ui(site, browse, path, service):
    session = browse()
    page = session.get(path.format(**site))
    session.headers["Accept"] = "application/json"
    told = session.get(service.format(**site)).json()["head"]
    assert told["title"]
    # A page with a form says how it is titled if that is refused, too.
    assert told.pop("refused", "").removeprefix("Fel: ") in ("", told["title"])
    noindex = [tag for tag in told["tags"] if not is_indexed(tag)]
    assert bool(noindex) == ("X-Robots-Tag" in page.headers)
    found, same = told | {"tags": [*filter(is_indexed, told["tags"])]}, drawn(page)
    if noindex:
        for each in found, same:
            each.update(description="", tags=[*filter(is_own, each["tags"])])
    assert found == same


def test_what_stands_behind_a_place_is_said_of_the_place_alone(site, browse):
    session = browse()
    session.headers["Accept"] = "application/json"

    def ask(path):
        return session.get(path.format(**site)).json()["head"]

    hub, entry = ask("hub/@stream"), ask("hub/@entry/{entry}")
    assert [each["rel"] for each in hub["links"]] == [*["alternate"] * 4, "me", "me"]
    accounts = ["https://mastodon.social/@katrineholm", "https://www.facebook.com/sidan"]
    assert hub["jsonld"]["sameAs"] == accounts
    assert (entry["links"], entry["jsonld"]) == ([], None)
