"""Each page for those who work with the add-on has a section of the manual."""

from pathlib import Path
from xml.etree import ElementTree

from katrineholm.socialhub.accounts.information.help_link import PLACES, SECTIONS
from katrineholm.socialhub.accounts.information.manual import CHAPTERS, manual_chapter

PACKAGE = Path(__file__).parents[3] / "src" / "katrineholm" / "socialhub"
TYPES = ("SocialHub", "Administration", "Channel", "FacebookPlace", "CouncilParty")
# What is no page for staff: parts of pages, files, what programs ask for, and what visitors alone
# meet, or people without an account.
NO_PAGES = {
    *("breadcrumbs_view", "plone_context_state", "sitemap_builder_view", "handles-messages"),
    *("retrieval-state", "about-text", "ajax-search", "socialhub-profile.css", "socialhub-logo"),
    *("socialhub-visitors.css", "sitemap.xml", "entries-sitemap.xml", "robots.txt", ".well-known"),
    *("index.html", "metrics", "socialhub-metrics", "websub", "socialhub-put-away"),
    *("rss", "atom", "json-feed", "opml", "changes.atom", "dcat", "export-csv", "export-ods"),
    *("export-json", "export-names", "board-csv", "diary-csv", "diary-ods", "snapshot"),
    *("messages-figures-csv", "embed", "report-false"),
    *(
        "channel-figures-csv",
        "channel-figures-ods",
        "kit-file",
        "package",
        "picture",
        "record-picture",
        "record-original",
    ),
    *("request-delivery", "disposal-certificate", "manual", "manual-picture"),
    *("follow", "follow-settings", "unfollow"),
    *("report-comment", "contact-responsible", "answer-by-link", "confirm", "facebook-presence"),
    # They are shown within other pages, or refer to them by their types.
    *("crisis-notice", "request-choices", "socialhub-hub", "socialhub-type", "socialhub-offers"),
    *("view", "edit"),
}


def pages():
    """The names of all pages that the package registers, but macros, and the forms of its types."""
    for file in PACKAGE.rglob("*.zcml"):
        for element in ElementTree.parse(file).iter():
            is_page = element.tag.endswith("}page") and element.get("class")
            if is_page and element.get("permission") != "zope2.Private":
                yield element.get("name")
    yield from (f"{each}/{name}" for each in TYPES for name in ("view", "add", "edit"))


def test_every_page_for_staff_has_its_section():
    assert {*pages()} - NO_PAGES - {*PLACES} == set(), "accounts/information/help_link.py SECTIONS"


def test_no_section_is_that_of_a_page_that_is_gone():
    assert {*PLACES} - {*pages()} == set()
    assert {*PLACES} & NO_PAGES == set()


def test_every_section_is_a_heading_of_the_manual():
    headings = {f"{name}#{each}" for name in CHAPTERS for each in manual_chapter(name).anchors}
    assert {*SECTIONS} - headings == {""}


def test_a_page_has_one_section():
    listed = [page for pages in SECTIONS.values() for page in pages.split()]
    assert sorted(listed) == sorted(PLACES)
