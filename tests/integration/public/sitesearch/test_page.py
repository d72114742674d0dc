"""The site's search page shows entries, too."""

import transaction

from katrineholm.socialhub.core.timeline.store import timeline_of


def test_entries_stand_above_what_else_is_found(place, browse):
    text = " ".join(browse().get("@@search?SearchableText=nyast").text.split())
    assert "Från Sociala medier" in text
    assert "<mark>Nyast</mark>" in text
    assert "/hub?SearchableText=nyast" in text
    results = text.index('id="search-results"')
    assert results < text.index("<mark>Nyast</mark>")


def test_without_a_hit_the_page_is_as_it_was(place, browse):
    for query in ("?SearchableText=finnsinte", "?SearchableText=", "", "?SearchableText=*"):
        text = browse().get(f"@@search{query}").text
        assert 'id="search-results"' in text
        assert "socialhub-hit-list" not in text


def test_further_pages_and_what_is_hidden_show_none(place, browse):
    assert "<mark>" not in browse().get("@@search?SearchableText=nyast&b_start:int=10").text
    timeline_of(place.hub).hide(place.ids["Nyast"], by="anna", now=1)
    transaction.commit()
    assert "socialhub-hit-list" not in browse().get("@@search?SearchableText=nyast").text


def test_the_part_that_a_script_asks_for_has_them(place, browse):
    assert "<mark>Nyast</mark>" in browse().get("@@search?ajax_load=1&SearchableText=nyast").text


def test_channels_are_found_as_before(place, browse):
    text = browse().get("@@search?SearchableText=Bloggen").text
    assert "/hub/kultur/bloggen" in text
