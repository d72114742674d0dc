from helpers.core.timeline import NEWS
from hypothesis import given
from hypothesis import strategies as st

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.streams import latest_entries


def shown(timeline):
    return [entry["title"] for entry in latest_entries(timeline, [NEWS], size=100)]


def stored(timeline):
    return [(each["entry_id"], each["title"], each["time"]) for each in all_entries(timeline, NEWS)]


def test_a_link_may_change_while_the_id_is_the_same(timeline, entry, at):
    store_document(timeline, NEWS, [entry(link="http://example.org/old")], now=at(2))
    changes = store_document(timeline, NEWS, [entry(link="https://example.org/new")], now=at(3))
    assert (len(changes.new), len(changes.changed)) == (0, 1)
    assert [each["link"] for each in latest_entries(timeline, [NEWS])] == [
        "https://example.org/new"
    ]


def test_true_duplicates_count_once(timeline, entry, at):
    assert len(store_document(timeline, NEWS, [entry(), entry()], now=at(2)).new) == 1


def test_a_shared_id_does_not_make_two_entries_one(timeline, entry, at):
    same = [entry("a", keys=("id", "exact a")), entry("b", keys=("id", "exact b"))]
    assert len(store_document(timeline, NEWS, same, now=at(2)).new) == 2
    assert store_document(timeline, NEWS, same[:1], now=at(3)).new == ()


def test_an_entry_whose_id_becomes_shared_is_not_doubled(timeline, entry, at):
    first = entry("a", keys=("id", "exact a"))
    second = entry("b", keys=("id", "exact b"))
    (entry_id,) = store_document(timeline, NEWS, [first], now=at(2)).new
    changes = store_document(timeline, NEWS, [second, first], now=at(3))
    assert (len(changes.new), changes.changed) == (1, ())
    assert timeline.get(entry_id)["title"] == "Title a"
    assert sorted(shown(timeline)) == ["Title a", "Title b"]
    assert store_document(timeline, NEWS, [first, second], now=at(4)).new == ()


def test_an_entry_is_found_again_by_its_content_when_all_its_keys_have_changed(timeline, entry, at):
    before = entry("a", keys=("id", "exact a"), link="")
    now = entry("a", keys=("id", "exact a with a date"), link="")
    other = entry("b", keys=("id", "exact b"))
    store_document(timeline, NEWS, [before], now=at(2))
    assert len(store_document(timeline, NEWS, [other, now], now=at(3)).new) == 1
    assert sorted(shown(timeline)) == ["Title a", "Title b"]


def test_an_edited_entry_is_found_again_by_its_link(timeline, entry, at):
    store_document(timeline, NEWS, [entry("a", keys=("id", "exact a"))], now=at(2))
    edited = entry("a", keys=("id", "exact edited"), title="Edited")
    other = entry("b", keys=("id", "exact b"))
    changes = store_document(timeline, NEWS, [other, edited], now=at(3))
    assert (len(changes.new), len(changes.changed)) == (1, 1)
    assert sorted(shown(timeline)) == ["Edited", "Title b"]


def test_an_edited_entry_is_found_again_by_its_next_key(timeline, entry, at):
    store_document(timeline, NEWS, [entry("a", keys=("id", "link", "exact a"), link="")], now=at(2))
    edited = entry("a", keys=("id", "link", "exact edited"), link="", title="Edited")
    other = entry("b", keys=("id", "link b", "exact b"))
    changes = store_document(timeline, NEWS, [other, edited], now=at(3))
    assert (len(changes.new), len(changes.changed)) == (1, 1)


def test_a_key_of_its_own_tells_more_than_the_same_text(timeline, entry, at):
    (entry_id,) = store_document(
        timeline, NEWS, [entry("a", keys=("id", "link", "exact a"))], now=at(2)
    ).new
    edited = entry("a", keys=("id", "link", "exact edited"), title="Edited")
    lookalike = entry("a", keys=("id", "link b", "exact b"))
    store_document(timeline, NEWS, [lookalike, edited], now=at(3))
    assert timeline.get(entry_id)["title"] == "Edited"


def test_an_entry_may_lose_its_own_key_twice(timeline, entry, at):
    first = entry("a", keys=("id", "link", "exact a"))
    second = entry("b", keys=("id", "link b", "exact b"))
    third = entry("c", keys=("id c", "link", "exact c"))
    store_document(timeline, NEWS, [first], now=at(2))
    store_document(timeline, NEWS, [first, second], now=at(3))
    changes = store_document(timeline, NEWS, [third, second, first], now=at(4))
    assert (len(changes.new), changes.changed) == (1, ())
    assert sorted(shown(timeline)) == ["Title a", "Title b", "Title c"]


def test_entries_that_share_every_key_with_another_are_all_kept(timeline, entry, at):
    tangle = [
        entry("a", keys=("1", "2")),
        entry("b", keys=("1", "3")),
        entry("c", keys=("3", "2")),
    ]
    assert len(store_document(timeline, NEWS, tangle, now=at(2)).new) == 3
    assert store_document(timeline, NEWS, tangle, now=at(3)).new == ()


@given(st.data())
def test_any_order_split_or_repetition_of_fetches_stores_the_same(new_timeline, entry, at, data):
    days = data.draw(st.lists(st.integers(1, 28), min_size=1, max_size=8))
    entries = [entry(str(number), published=at(day)) for number, day in enumerate(days)]
    whole = new_timeline()
    store_document(whole, NEWS, entries, now=at(30))
    order = data.draw(st.permutations(entries + entries[: data.draw(st.integers(0, 4))]))
    cuts = data.draw(st.lists(st.integers(0, len(order)), max_size=3))
    parts = new_timeline()
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(order)], strict=True):
        store_document(parts, NEWS, order[begin:end], now=at(30))
    assert stored(parts) == stored(whole)
    assert shown(parts) == shown(whole)


@given(st.data())
def test_shared_keys_neither_lose_nor_double_an_entry(new_timeline, entry, at, data):
    key = st.sampled_from("pqr")
    coarse = data.draw(st.lists(st.tuples(key, key), min_size=1, max_size=6))
    everything = [
        entry(str(number), keys=(*keys, f"exact {number}")) for number, keys in enumerate(coarse)
    ]
    timeline = new_timeline()
    store_document(timeline, NEWS, everything[: data.draw(st.integers(0, 1))], now=at(2))
    for now in (at(3), at(4)):
        store_document(timeline, NEWS, data.draw(st.permutations(everything)), now=now)
    assert sorted(shown(timeline)) == sorted(each["title"] for each in everything)
    assert all(version_list(each) == [] for each in all_entries(timeline, NEWS))
