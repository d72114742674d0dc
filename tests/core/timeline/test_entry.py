"""What of an entry is a change that readers notice, and when it is sorted where."""

import pytest
from helpers.core.timeline import NEWS, titles

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.record import all_entries


@pytest.mark.parametrize(
    "values",
    [
        {"title": "New"},
        {"summary": "New"},
        {"html": "<p>New</p>"},
        {"link": "https://example.org/new"},
        {"author": "New"},
        {"categories": ("new",)},
        {"media": [{"url": "https://example.org/new.mp4", "type": "video/mp4"}]},
    ],
)
def test_a_change_that_readers_notice_keeps_the_earlier_version(timeline, entry, at, values):
    (entry_id,) = store_document(timeline, NEWS, [entry()], now=at(2)).new
    changes = store_document(timeline, NEWS, [entry(**values)], now=at(3))
    stored = timeline.get(entry_id)
    assert (changes.new, changes.changed) == ((), (entry_id,))
    assert {name: stored[name] for name in entry()} == entry(**values)
    assert version_list(stored) == [{**entry(), "until": at(3)}]
    assert stored["last_changed"] == at(3)


@pytest.mark.parametrize(
    "values",
    [
        {"updated": 1_800_000_000},
        {"title": "Title  a "},
        {
            "images": [
                {"src": "https://example.org/p.jpg?sig=2", "alt": "", "width": 1, "height": 1}
            ]
        },
        {"html": '<p>Text <img src="https://example.org/p.jpg?sig=2"></p>'},
        {"media": [{"url": "https://example.org/p.jpg?sig=2", "type": "image/jpeg"}]},
    ],
)
def test_what_readers_do_not_notice_is_no_change(site, timeline, entry, at, values):
    before = {
        "images": [
            {"src": "https://example.org/p.jpg?sig=1", "alt": None, "width": 1, "height": 1}
        ],
        "html": '<p>Text <img src="https://example.org/p.jpg?sig=1"></p>',
        "media": [{"url": "https://example.org/p.jpg?sig=1", "type": "image/jpeg"}],
    }
    store_document(timeline, NEWS, [entry(**before)], now=at(2))
    site.commit()
    assert store_document(timeline, NEWS, [entry(**{**before, **values})], now=at(3)).changed == ()
    assert site.written() == 0


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a?b=2&a=1",
        "https://example.org/a?a=1&b=2&PHPSESSID=x{}",
        "https://example.org/a?sid=x{}&a=1&b=2",
        "https://example.org/a;jsessionid=x{}?a=1&b=2",
        "https://example.org/a?a=1&b=2&_={}",
        "https://example.org/a?a=1&b=2&utm_source=x{}",
    ],
)
def test_a_link_that_varies_by_its_caller_is_no_change(site, timeline, entry, at, link):
    store_document(timeline, NEWS, [entry(link="https://example.org/a?a=1&b=2")], now=at(2))
    site.commit()
    for day in range(3, 6):
        assert (
            store_document(timeline, NEWS, [entry(link=link.format(day))], now=at(day)).changed
            == ()
        )
    assert site.written() == 0
    assert store_document(timeline, NEWS, [entry(link=link, title="New")], now=at(7)).changed


def test_a_link_that_goes_on_varying_is_news_no_more(timeline, entry, at):
    links = [f"https://example.org/a?x={day}" for day in range(2, 12)]
    found = [
        len(store_document(timeline, NEWS, [entry(link=link)], now=at(day)).changed)
        for day, link in enumerate(links, 2)
    ]
    assert found == [0, 1, 1, *[0] * 7]
    assert store_document(timeline, NEWS, [entry(link="https://example.org/b")], now=at(20)).changed


def test_another_picture_text_is_a_change(timeline, entry, image, at):
    store_document(timeline, NEWS, [entry(images=[image("p", alt="A dog")])], now=at(2))
    changes = store_document(timeline, NEWS, [entry(images=[image("p", alt="A cat")])], now=at(3))
    assert len(changes.changed) == 1


def test_an_undated_entry_keeps_its_place_when_it_changes(timeline, entry, at):
    (entry_id,) = store_document(timeline, NEWS, [entry(published=None)], now=at(2)).new
    store_document(timeline, NEWS, [entry(published=None, title="New")], now=at(3))
    assert timeline.get(entry_id)["time"] == at(2)


def test_undated_entries_keep_the_order_of_their_document(timeline, entry, at):
    first = [entry(name, published=None) for name in "bca"]
    store_document(timeline, NEWS, first, now=at(2))
    store_document(
        timeline, NEWS, [entry(name, published=None) for name in "ed"] + first, now=at(3)
    )
    assert titles(timeline) == [f"Title {name}" for name in "edbca"]
    assert {each["first_seen"] for each in all_entries(timeline, NEWS)} == {at(2), at(3)}


def test_a_changed_entry_with_a_new_date_moves(timeline, entry, at):
    store_document(timeline, NEWS, [entry("a"), entry("b", published=at(2))], now=at(3))
    assert titles(timeline) == ["Title b", "Title a"]
    store_document(timeline, NEWS, [entry("a", title="Moved", published=at(3))], now=at(4))
    assert titles(timeline) == ["Moved", "Title b"]


def test_an_entry_that_flips_for_ever_stops_being_recorded(site, timeline, entry, at):
    (entry_id,) = store_document(timeline, NEWS, [entry()], now=at(1)).new
    for round in range(40):
        store_document(timeline, NEWS, [entry(summary=str(round))], now=at(2) + round)
    assert len(version_list(timeline.get(entry_id))) == 24
    site.commit()
    assert store_document(timeline, NEWS, [entry(summary="!")], now=at(5)).changed == ()
    assert site.written() == 0
    assert store_document(
        timeline, NEWS, [entry(summary="!", updated=at(5))], now=at(6)
    ).changed == (entry_id,)
