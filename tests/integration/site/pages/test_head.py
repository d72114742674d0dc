"""Each page that visitors meet describes itself where it is shared and found."""

import pytest
import transaction
from lxml.html import fromstring
from plone import api

pytestmark = pytest.mark.usefixtures("framed")
# By page, the words that stand on it, too.
WORDS = {
    "hub/@@facebook": "sidor, grupper, evenemang och personer på Facebook",
    "hub/@@parties": "Varje parti i kommunfullmäktige",
    "hub/@@official-list": "talar för",
    "hub/@@ask-record": "allmänna handlingar",
}


@pytest.fixture
def head(functional_administration, browse):
    """The content of each named tag of a page's head, and the page."""

    def ask(path):
        page = fromstring(browse().get(path).content)
        tags = page.xpath("//head/meta[@name or @property]")
        return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tags}, page

    return ask


@pytest.mark.parametrize(("path", "words"), WORDS.items())
def test_a_page_is_described_in_its_own_words(head, path, words):
    tags, page = head(path)
    assert words in tags["description"]
    assert tags["og:description"] == tags["description"]
    assert words in page.xpath("//main")[0].text_content()


def test_a_channel_that_nobody_has_described_is_described_by_its_names(
    make_functional_channel, head
):
    make_functional_channel("bloggen", title="Bloggen")
    assert head("hub/kultur/bloggen")[0]["description"] == "Bloggen – Kulturförvaltningen"
    assert "Syfte" in head("hub/kultur/bloggen/@@about")[0]["description"]


@pytest.mark.parametrize("path", ["hub", *WORDS])
def test_nothing_is_shared_under_the_logotype_of_plone(head, path):
    assert not {name for name in head(path)[0] if name.startswith("og:image")}


def test_the_logotype_of_the_site_is_shared_if_it_has_one(head):
    logo = "filenameb64:bG9nby5wbmc=;datab64:iVBORw0KGgo="
    api.portal.set_registry_record("plone.site_logo", logo.encode())
    transaction.commit()
    assert head("hub")[0]["og:image"].endswith("/@@site-logo/logo.png")
