"""What of an entry is found by words."""

from katrineholm.socialhub.core.feeds.sanitiser import sanitised_text
from katrineholm.socialhub.core.timeline.search_text import search_text

ENTRY = {
    **{"entry_id": "1a", "channel": "news", "time": 5, "print": 7, "author": "Anna"},
    **{"title": "Badet", "title_derived": False, "html": "<p>Öppet i dag</p>"},
    **{"summary": "Öppet", "categories": ("Bad",), "images": [{"alt": "Ett bad"}, {"alt": None}]},
}


def test_all_that_an_entry_says_is_told_once():
    text = search_text(ENTRY, sanitised_text)
    assert (text.name, text.group, text.moment, text.post) == ("1a", "news", 5, 7)
    assert text.title == ["Badet"]
    assert text.body == ["Öppet i dag", "Anna", "Bad", "Ett bad"]


def test_a_title_that_was_made_of_the_text_is_left_out_and_a_summary_of_its_own_is_not():
    text = search_text(ENTRY | {"title_derived": True, "summary": "Stängt"}, sanitised_text)
    assert text.title == []
    assert text.body[:2] == ["Öppet i dag", "Stängt"]
