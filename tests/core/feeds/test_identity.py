from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from katrineholm.socialhub.core.feeds.identity import coverage_start, entry_keys, id_key
from katrineholm.socialhub.core.feeds.model import Entry

WHOLE = {
    "id": "https://e.se/1",
    "link": "https://e.se/1",
    "title": "Ny bro",
    "dated": "2025-10-02",
    "content": "<p>Bron är klar.</p>",
}
START = datetime(2025, 1, 1, tzinfo=UTC)


def entries(*days):
    """Entries published so many days after the new year."""
    return [
        Entry(keys=(str(n),), published=None if day is None else START + timedelta(days=day))
        for n, day in enumerate(days)
    ]


def day(number):
    return START + timedelta(days=number)


def test_keys_go_from_the_id_to_the_content():
    assert [key[0] for key in entry_keys(**WHOLE)] == ["i", "l", "d", "c"]
    assert {len(key) for key in entry_keys(**WHOLE)} == {33}


def test_keys_are_the_same_in_every_process():
    assert id_key("https://e.se/1") == "i84c2733178b0cac888692a5c35bb6f45"


@pytest.mark.parametrize(
    ("missing", "levels"),
    [
        ({"id": ""}, ["l", "d", "c"]),
        ({"link": ""}, ["i", "d", "c"]),
        ({"id": "", "link": ""}, ["c"]),
    ],
)
def test_keys_start_at_what_is_there(missing, levels):
    assert [key[0] for key in entry_keys(**{**WHOLE, **missing})] == levels


@pytest.mark.parametrize(
    "change",
    [
        {"id": "http://e.se/1", "link": "http://e.se/1"},
        {"link": "https://e.se/1?utm_source=rss"},
        {"id": "https://E.se/1", "link": "https://E.se/1#xtor=1"},
    ],
)
def test_other_spellings_of_the_addresses_change_no_key(change):
    assert entry_keys(**{**WHOLE, **change}) == entry_keys(**WHOLE)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"content": "<p>Rättat.</p>"}, 3),
        ({"title": "Nya bron"}, 2),
        ({"dated": "2025-10-03"}, 2),
        ({"link": "https://e.se/ny"}, 1),
        ({"id": "https://e.se/2"}, 0),
    ],
)
def test_an_edit_keeps_the_coarse_keys(change, kept):
    pairs = zip(entry_keys(**{**WHOLE, **change}), entry_keys(**WHOLE), strict=True)
    assert [old == new for old, new in pairs] == [True] * kept + [False] * (4 - kept)


def test_an_entry_without_id_and_link_is_its_content():
    bare = {**WHOLE, "id": "", "link": ""}
    assert entry_keys(**bare) != entry_keys(**{**bare, "content": "<p>Annat.</p>"})


def test_a_tombstones_key_is_the_entrys_first():
    assert id_key("http://e.se/1") == entry_keys(**WHOLE)[0]


@pytest.mark.parametrize(
    ("days", "oldest"),
    [
        ((9, 8, 7, 6), 6),
        ((6, 7, 8, 9), 6),
        ((9, 9, 9), 9),
        ((5,), 5),
        ((1, 9, 8, 7), 7),
        ((1, 2, 19, 18, 17, 16, 15), 15),
        ((9, 8, 1, 7, 6), 6),
        ((6, 7, 8, 9, 1), 6),
        ((9, None, 7), 7),
        ((1, 9, 8), 8),
        ((9, 9, 9, 9, 8), 8),
        ((6, 7, 8, 8, 8, 8), 6),
    ],
)
def test_a_document_is_trusted_down_to_its_oldest_entry_in_order(days, oldest):
    assert coverage_start(entries(*days)) == day(oldest)


@pytest.mark.parametrize(
    "days",
    [(), (None,), (None, None, 3), (9, None), (1, 9), (5, 1, 9, 2, 8, 3, 7, 4, 6), (1, 2, 9, 8)],
)
def test_a_document_without_dates_or_order_is_not_trusted(days):
    assert coverage_start(entries(*days)) is None


def test_a_cut_document_is_not_trusted():
    assert coverage_start(entries(9, 8, 7), complete=False) is None


def test_the_time_of_day_counts_in_the_order():
    later, earlier = entries(1)[0], entries(1)[0]
    later = replace(later, published=later.published + timedelta(hours=3))
    assert coverage_start([later, earlier]) == day(1)
