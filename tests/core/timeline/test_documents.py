import pytest
from helpers.core.timeline import NEWS, titles

from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.layout import version_list
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.streams import latest_entries, months_with_entries


def test_a_new_entry_is_stored_with_its_state(timeline, entry, at):
    changes = store_document(timeline, NEWS, [entry()], now=at(2))
    (entry_id,) = changes.new
    stored = dict(timeline.get(entry_id))
    assert len(entry_id) == 20
    assert int(entry_id, 16) >= 0
    assert {name: stored[name] for name in entry()} == entry()
    assert {name: stored[name] for name in stored if name not in entry()} == {
        "entry_id": entry_id,
        "channel": NEWS,
        "time": at(1),
        "first_seen": at(2),
        "last_changed": at(2),
        "versions": (),
        "flips": 0,
        "hidden": None,
        "withdrawn": None,
        "filtered": False,
        "held": False,
        "released": None,
        "expired": False,
        "digest": stored["digest"],
        "print": stored["print"],
        "twin": False,
    }


def test_the_id_of_an_entry_is_the_same_in_every_store(new_timeline, entry, at):
    first = store_document(new_timeline(), NEWS, [entry()], now=at(2))
    later = store_document(new_timeline(), NEWS, [entry(title="Other")], now=at(5))
    elsewhere = store_document(new_timeline(), "other", [entry()], now=at(2))
    assert first.new == later.new != elsewhere.new


def test_the_same_document_again_writes_nothing(site, timeline, entry, at):
    store_document(timeline, NEWS, [entry("a"), entry("b")], now=at(2))
    site.commit()
    again = store_document(timeline, NEWS, [entry("b"), entry("a")], now=at(3), floor=at(1))
    assert (again.new, again.changed, again.withdrawn) == ((), (), ())
    assert site.written() == 0


def test_an_empty_document_of_an_unknown_channel_writes_nothing(site, timeline, at):
    store_document(timeline, NEWS, [], now=at(2), floor=at(1))
    assert site.written() == 0


@pytest.mark.parametrize("published", [-(10**12), 10**13])
def test_an_impossible_date_is_kept_but_sorted_within_the_archive(timeline, entry, at, published):
    (entry_id,) = store_document(timeline, NEWS, [entry(published=published)], now=at(2)).new
    assert timeline.get(entry_id)["published"] == published
    assert len(months_with_entries(timeline, [NEWS])) == 1
    assert len(latest_entries(timeline, [NEWS])) == 1


def test_every_earlier_version_is_kept_and_none_is_loaded_with_the_entry(site, timeline, entry, at):
    (entry_id,) = store_document(timeline, NEWS, [entry(html="0" * 9000)], now=at(1)).new
    for number in range(1, 100):
        text = f"{number % 10}" * 9000
        store_document(
            timeline, NEWS, [entry(html=text, updated=at(2) + number)], now=at(2) + number
        )
        site.commit()
    reader = site.connection()
    stored = reader.timeline.get(entry_id)
    assert len(site.database.storage.load(stored._p_oid)[0]) < 12_000
    versions = version_list(stored)
    assert [each["html"][0] for each in versions] == [f"{number % 10}" for number in range(99)]
    assert [each["until"] for each in versions] == [at(2) + number for number in range(1, 100)]


def test_versions_that_were_kept_in_the_entry_itself_are_not_lost(timeline, entry, at):
    (entry_id,) = store_document(timeline, NEWS, [entry(title="Second")], now=at(2)).new
    timeline.get(entry_id)["versions"] = [{**entry(title="First"), "until": at(2)}]
    assert [each["title"] for each in version_list(timeline.get(entry_id))] == ["First"]
    store_document(timeline, NEWS, [entry(title="Third")], now=at(3))
    stored = timeline.get(entry_id)
    assert [each["title"] for each in version_list(stored)] == ["First", "Second"]


def test_a_filtered_entry_is_stored_and_not_shown(timeline, entry, at):
    entries = [entry("a"), entry("b")]
    changes = store_document(
        timeline, NEWS, entries, now=at(2), passes=lambda each: each["id"] != "b"
    )
    assert len(changes.new) == 2
    assert titles(timeline) == ["Title a"]
    assert [each["title"] for each in all_entries(timeline, NEWS)] != ["Title a"]


def test_a_change_is_filtered_by_its_new_text(timeline, entry, at):
    shown = lambda each: "lunch" not in each["title"]  # noqa: E731
    store_document(timeline, NEWS, [entry()], now=at(2), passes=shown)
    store_document(timeline, NEWS, [entry(title="Today's lunch")], now=at(3), passes=shown)
    assert titles(timeline) == []


def test_what_is_kept_is_there_in_another_connection(site, timeline, entry, at):
    store_document(timeline, NEWS, [entry()], now=at(2))
    site.commit()
    assert titles(site.connection().timeline) == ["Title a"]


def test_what_is_the_same_in_the_next_document_is_not_loaded(site, timeline, entry, at):
    old = [entry(name, published=at(1, hour)) for hour, name in enumerate("abc")]
    ids = store_document(timeline, "news", old, now=at(2)).new
    site.commit()
    other = site.connection()
    document = [entry("d", published=at(3)), *old]
    assert (
        len(store_document(other.timeline, "news", document, now=at(4), floor=at(1) - 1).new) == 1
    )
    assert {other.timeline.get(entry_id)._p_status for entry_id in ids} == {"ghost"}
