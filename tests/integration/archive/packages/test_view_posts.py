"""What a page of posts says beside their texts."""

import pytest


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


def test_acts_have_their_reasons(post):
    acts = next(text for title, text in post("hidden").items() if title.startswith("Uppgifter"))
    assert "20 juni 2026 kl. 11.00, ida – Dolt för besökare: Fel <person>" in acts
    assert "Identitet urn:katrineholm.socialhub:entry:" in acts


def test_months_are_headings(view):
    assert view.tree("kanal-1-sida-1.html").xpath("//h2/@id") == ["m2026-06"]
