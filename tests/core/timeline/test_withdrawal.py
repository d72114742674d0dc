import pytest
from helpers.core.timeline import NEWS

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import (
    has_missing_entries,
    store_document,
    withdraw_missing,
)
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.streams import latest_entries


@pytest.fixture
def three(entry, at):
    return [entry(name, published=at(day)) for name, day in (("a", 1), ("b", 2), ("c", 3))]


def titles(timeline):
    return [entry["title"] for entry in latest_entries(timeline, [NEWS])]


def test_an_entry_is_withdrawn_when_it_is_missing_twice(timeline, three, at):
    a, _, c = three
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    first = store_document(timeline, NEWS, [a, c], now=at(5), floor=at(1))
    assert (first.withdrawn, has_missing_entries(timeline, NEWS)) == ((), True)
    assert titles(timeline) == ["Title c", "Title b", "Title a"]
    second = store_document(timeline, NEWS, [a, c], now=at(6), floor=at(1))
    assert (second.withdrawn, has_missing_entries(timeline, NEWS)) == ((ids[1],), False)
    assert timeline.get(ids[1])["withdrawn"] == at(6)
    assert titles(timeline) == ["Title c", "Title a"]


def test_the_same_document_seen_again_confirms_what_is_missing(site, timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    assert withdraw_missing(timeline, NEWS, now=at(5)).withdrawn == ()
    assert withdraw_missing(timeline, NEWS, now=at(6)).withdrawn == (ids[2],)
    site.commit()
    assert has_missing_entries(timeline, NEWS) is False
    assert withdraw_missing(timeline, NEWS, now=at(7)).withdrawn == ()
    assert site.written() == 0


def test_what_is_withdrawn_is_not_missed_any_more(site, timeline, three, at):
    store_document(timeline, NEWS, three, now=at(4))
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    store_document(timeline, NEWS, three[:2], now=at(6), floor=at(1))
    site.commit()
    assert store_document(timeline, NEWS, three[:2], now=at(7), floor=at(1)).withdrawn == ()
    assert site.written() == 0


def test_what_a_wrong_clock_missed_is_missing_since_then(timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    store_document(timeline, NEWS, three[:2], now=at(5) + 400 * 86_400, floor=at(1))
    assert withdraw_missing(timeline, NEWS, now=at(6)).withdrawn == (ids[2],)


def test_a_fetch_repeated_at_the_same_moment_confirms_nothing(timeline, three, at):
    store_document(timeline, NEWS, three, now=at(4))
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    assert store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1)).withdrawn == ()


def test_an_entry_that_comes_back_in_time_is_not_withdrawn(timeline, three, at):
    store_document(timeline, NEWS, three, now=at(4))
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    store_document(timeline, NEWS, three, now=at(6), floor=at(1))
    assert has_missing_entries(timeline, NEWS) is False
    assert store_document(timeline, NEWS, three[:2], now=at(7), floor=at(1)).withdrawn == ()


def test_what_is_no_younger_than_the_floor_has_only_scrolled_away(timeline, three, at):
    store_document(timeline, NEWS, three, now=at(4))
    store_document(timeline, NEWS, three[2:], now=at(5), floor=at(2))
    assert has_missing_entries(timeline, NEWS) is False


@pytest.mark.parametrize("how", ["empty", "no floor"])
def test_a_document_that_cannot_show_absence_withdraws_nothing(timeline, three, at, how):
    store_document(timeline, NEWS, three, now=at(4))
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    entries, floor = ([], at(1)) if how == "empty" else (three[:2], None)
    assert store_document(timeline, NEWS, entries, now=at(6), floor=floor).withdrawn == ()
    assert withdraw_missing(timeline, NEWS, now=at(7)).withdrawn == ()
    assert len(titles(timeline)) == 3


def test_what_the_source_says_is_deleted_is_withdrawn_at_once(timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    changes = store_document(timeline, NEWS, three[:2], now=at(5), deleted=["id:c", "id:unknown"])
    assert changes.withdrawn == (ids[2],)
    again = store_document(timeline, NEWS, three[:2], now=at(6), deleted=["id:c"])
    assert again.withdrawn == ()


def test_a_document_may_hold_nothing_but_deletions(timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    assert store_document(timeline, NEWS, [], now=at(5), deleted=["id:c"]).withdrawn == (ids[2],)


def test_what_the_document_still_holds_is_not_deleted(timeline, three, at):
    store_document(timeline, NEWS, three, now=at(4))
    assert store_document(timeline, NEWS, three, now=at(5), deleted=["id:c"]).withdrawn == ()


def test_a_key_that_an_entry_has_twice_is_still_its_own(timeline, entry, at):
    (entry_id,) = store_document(timeline, NEWS, [entry(keys=("id", "id"))], now=at(4)).new
    assert store_document(timeline, NEWS, [], now=at(5), deleted=["id"]).withdrawn == (entry_id,)


def test_a_shared_key_deletes_nothing(timeline, entry, at):
    same = [entry("a", keys=("id", "exact a")), entry("b", keys=("id", "exact b"))]
    store_document(timeline, NEWS, same[:1], now=at(4))
    store_document(timeline, NEWS, same, now=at(4))
    assert store_document(timeline, NEWS, [], now=at(5), deleted=["id"]).withdrawn == ()


def test_a_withdrawn_entry_that_comes_back_is_visible_again(timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    store_document(timeline, NEWS, three[:2], now=at(5), deleted=["id:c"])
    changes = store_document(timeline, NEWS, three, now=at(6))
    assert (changes.new, changes.changed) == ((), (ids[2],))
    assert version_list(timeline.get(ids[2])) == []
    assert titles(timeline) == ["Title c", "Title b", "Title a"]


def test_an_entry_hidden_by_hand_is_withdrawn_too_and_stays_hidden(timeline, three, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    hide_entry(timeline, ids[2], by="anna", now=at(4))
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    assert withdraw_missing(timeline, NEWS, now=at(6)).withdrawn == (ids[2],)
    store_document(timeline, NEWS, three, now=at(7))
    assert timeline.get(ids[2])["hidden"] == {"by": "anna", "when": at(4)}
    assert titles(timeline) == ["Title b", "Title a"]


def test_what_was_withdrawn_between_two_documents_with_news_comes_back(timeline, three, entry, at):
    ids = store_document(timeline, NEWS, three, now=at(4)).new
    store_document(timeline, NEWS, three[:2], now=at(5), floor=at(1))
    assert withdraw_missing(timeline, NEWS, now=at(6)).withdrawn == (ids[2],)
    assert store_document(timeline, NEWS, three, now=at(7), floor=at(1)).changed == (ids[2],)
    assert titles(timeline) == ["Title c", "Title b", "Title a"]
