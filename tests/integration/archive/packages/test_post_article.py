"""A post with all that the record knows of it."""

import pytest
import transaction
from helpers.integration.archive_view import KEPT, LOST, NOON

from katrineholm.socialhub.core.timeline.disposal import erase_entry, erase_pictures
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of


def article(view, ids, name):
    page = view.tree("kanal-1-sida-1.html")
    return page.get_element_by_id(f"inlagg-{ids[name]}")


def text(element):
    return " ".join(element.text_content().split())


def test_a_picture_is_where_it_was_in_the_text(view, filled):
    post = article(view, filled, "bridge")
    [image] = post.xpath("div//img")
    assert image.getparent().tag == "p"
    assert image.get("alt") == "Bron"
    assert KEPT not in image.get("src")


def test_a_picture_that_was_never_stored_is_told_by_its_words_and_its_address(view, filled):
    post = article(view, filled, "bridge")
    [missing] = post.xpath("div//*[@class='missing']")
    assert missing.text == f"[Bilden är inte sparad: Ån, {LOST}]"


def test_a_picture_leads_to_the_file_that_it_was_made_from(hub, view, filled):
    entries = all_entries(timeline_of(hub), hub.kultur.bloggen.UID())
    bath = next(each["entry_id"] for each in entries if each["title"] == "Badet")
    [link] = article(view, {"bath": bath}, "bath").xpath(".//a[contains(@href, '/originals/')]")
    assert link.text == "bild 1 (image/jpeg)"
    path = f"representations/posts/data/{link.get('href').removeprefix('../')}"
    assert path in view.paths
    assert article(view, filled, "bridge").xpath(".//a[contains(@href, '/originals/')]") == []


def test_a_post_without_a_web_address_has_no_link(view, filled):
    post = article(view, filled, "hostile")
    assert post.xpath(".//a") == []
    assert "javascript:alert(1)" in text(post)


def test_a_hidden_post_says_by_whom_and_when(view, filled):
    about = text(article(view, filled, "hidden").xpath("p")[0])
    assert "dolt av kommunen 20 juni 2026 kl. 11.00 av ida" in about


@pytest.fixture
def disposed(hub, filled):
    """The bridge, disposed of, and the pictures of Badet."""
    timeline = timeline_of(hub)
    act = {"by": "bo", "when": NOON, "decision": "DHP 2.1 <b>"}
    erase_entry(timeline, filled["bridge"], act)
    bath = next(
        each for each in all_entries(timeline, hub.kultur.bloggen.UID()) if each["title"] == "Badet"
    )
    erase_pictures(timeline, bath["entry_id"], act)
    transaction.commit()
    return filled | {"bath": bath["entry_id"]}


def test_of_what_is_disposed_of_only_the_decision_is_left(disposed, view):
    post = article(view, disposed, "bridge")
    assert "gallrat 20 juni 2026 kl. 11.00 av bo, DHP 2.1 <b>" in text(post)
    assert "Bron" not in text(post)
    assert "Förr" not in text(post)
    assert article(view, disposed, "bath").xpath(".//img") == []
    assert view.broken() == []
    assert not any("/pictures/" in each for each in view.paths)


def test_what_is_masked_is_marked_across_tags(view, filled):
    post = article(view, filled, "masked")
    assert [each.text for each in post.xpath(".//mark")] == ["Anna", "An", "na"]
    assert {*post.xpath(".//mark/@title")} == {'Maskat för besökare: Skyddad "person"'}
    assert "Maskat för besökare 20 juni 2026 kl. 11.00 av ida: Skyddad" in text(post)
