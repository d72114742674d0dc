"""What a page of posts says beside their texts."""

import pytest
import transaction
from helpers.integration.archive_view import DAY, NOON, keep_again, opened

from katrineholm.socialhub.core.feeds.model import Image
from katrineholm.socialhub.core.timeline.pictures import postpone_picture
from katrineholm.socialhub.core.timeline.store import timeline_of


@pytest.fixture
def post(view, filled):
    """A function that gives the folded parts of a post: their titles, and their texts."""

    def post(name):
        page = view.tree("kanal-1-sida-1.html")
        parts = page.get_element_by_id(f"inlagg-{filled[name]}").xpath("details")
        return {
            each.xpath("summary")[0].text: " ".join(each.text_content().split()) for each in parts
        }

    return post


def test_earlier_versions_are_folded_with_the_time_until_which_they_stood(post):
    versions = post("bridge")["Tidigare versioner (1)"]
    assert "Gällde till" in versions
    assert "Bro Förr." in versions


def test_an_earlier_version_has_its_picture(view, filled):
    page = view.tree("kanal-1-sida-1.html")
    bridge = page.get_element_by_id(f"inlagg-{filled['bridge']}")
    assert len(bridge.xpath(".//section//img")) == 1


def test_a_picture_that_an_earlier_version_lost_is_told_with_the_reason(hub, blog, keep, order):
    fields = {"keys": ("x",), "link": "x", "title": "Två bilder"}
    gone = {"html": "<p>Förr</p>", "images": (Image("https://cdn.example.se/borta.jpg"),)}
    found = keep(blog, published=DAY, **fields, **gone)
    postpone_picture(timeline_of(hub), found, gone["images"][0].src, NOON, ("missing", {}))
    keep_again(keep, blog, published=DAY, html="<p>Nu</p>", **fields)
    transaction.commit()
    page = opened(order("--channel", "hub/kultur/bloggen")[1]).tree("kanal-1-sida-1.html")
    [version] = page.get_element_by_id(f"inlagg-{found}").xpath(".//section")
    [missing] = version.xpath("ul/li")
    assert missing.text == "https://cdn.example.se/borta.jpg"
    assert missing[0].tail


def test_acts_have_their_reasons(post):
    acts = next(text for title, text in post("hidden").items() if title.startswith("Uppgifter"))
    assert "20 juni 2026 kl. 11.00, ida – Dolt för besökare: Fel <person>" in acts
    assert "Identitet urn:katrineholm.socialhub:entry:" in acts


def test_months_are_headings(view):
    assert view.tree("kanal-1-sida-1.html").xpath("//h2/@id") == ["m2026-06"]
