"""A post with all that the record knows of it."""

from helpers.integration.archive_view import KEPT, LOST


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


def test_a_post_without_a_web_address_has_no_link(view, filled):
    post = article(view, filled, "hostile")
    assert post.xpath(".//a") == []
    assert "javascript:alert(1)" in text(post)


def test_a_hidden_post_says_by_whom_and_when(view, filled):
    about = text(article(view, filled, "hidden").xpath("p")[0])
    assert "dolt av kommunen 20 juni 2026 kl. 11.00 av ida" in about


def test_what_is_masked_is_marked_across_tags(view, filled):
    post = article(view, filled, "masked")
    assert [each.text for each in post.xpath(".//mark")] == ["Anna", "An", "na"]
    assert {*post.xpath(".//mark/@title")} == {'Maskat för besökare: Skyddad "person"'}
    assert "Maskat för besökare 20 juni 2026 kl. 11.00 av ida: Skyddad" in text(post)
