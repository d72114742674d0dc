import pytest
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.timeline.decisions import hide_entry
from katrineholm.socialhub.core.timeline.documents import store_document
from katrineholm.socialhub.core.timeline.record import all_entries, oldest_time_between
from katrineholm.socialhub.core.timeline.streams import entry_count, latest_entries


@pytest.fixture
def two(site, entry, at):
    """Two connections of one moment, to a hub with two channels of three entries each."""
    for channel in ("one", "two"):
        entries = [entry(f"{channel} {day}", published=at(day)) for day in (1, 2, 3)]
        store_document(site.timeline, channel, entries, now=at(4))
    site.commit()
    return site.connection(), site.connection()


def ids(connection, channel):
    return [each["entry_id"] for each in all_entries(connection.timeline, channel)]


def titles(site, *channels):
    return [each["id"] for each in latest_entries(site.connection().timeline, channels)]


def test_hiding_in_one_channel_and_keeping_in_another_both_succeed(site, two, entry, at):
    web, worker = two
    store_document(worker.timeline, "one", [entry("one 5", published=at(5))], now=at(6))
    hide_entry(web.timeline, ids(web, "two")[0], by="anna", now=at(6))
    web.commit()
    worker.commit()
    assert titles(site, "one", "two")[:2] == ["one 5", "one 3"]
    assert entry_count(site.connection().timeline, ["one", "two"]) == 6


def test_the_revision_counts_both_writers(site, two, entry, at):
    web, worker = two
    before = web.timeline.revision()
    store_document(worker.timeline, "one", [entry("one 5")], now=at(6))
    hide_entry(web.timeline, ids(web, "two")[0], by="anna", now=at(6))
    worker.commit()
    web.commit()
    assert site.connection().timeline.revision() == before + 2


def test_new_entries_in_two_channels_both_succeed(site, two, entry, at):
    for channel, connection in zip(("one", "two"), two, strict=True):
        new = [entry(f"{channel} {day}", published=at(day)) for day in range(5, 15)]
        store_document(connection.timeline, channel, new, now=at(20))
        connection.commit()
    assert entry_count(site.connection().timeline, ["one", "two"]) == 26


def test_two_new_channels_both_succeed(site, two, entry, at):
    for channel, connection in zip(("three", "four"), two, strict=True):
        store_document(connection.timeline, channel, [entry(channel)], now=at(6))
        connection.commit()
    assert entry_count(site.connection().timeline, ["three", "four"]) == 2


def test_two_fetches_of_one_channel_do_not_double(site, two, entry, at):
    for connection in two:
        store_document(connection.timeline, "one", [entry("one 5")], now=at(6))
    two[0].commit()
    with pytest.raises(ConflictError):
        two[1].commit()
    two[1].abort()
    assert store_document(two[1].timeline, "one", [entry("one 5")], now=at(6)).new == ()


def test_a_twin_that_arrives_while_the_first_is_hidden_is_not_lost(site, two, entry, at):
    web, worker = two
    first = latest_entries(web.timeline, ["one"])[0]
    hide_entry(web.timeline, first["entry_id"], by="anna", now=at(6))
    copy = entry("copy", link=first["link"], title=first["title"])
    store_document(worker.timeline, "two", [copy], now=at(6))
    web.commit()
    with pytest.raises(ConflictError):
        worker.commit()
    worker.abort()
    store_document(worker.timeline, "two", [copy], now=at(6))
    worker.commit()
    assert "copy" in titles(site, "one", "two")


def test_the_oldest_entry_between_two_moments_is_given_or_none(two, at):
    timeline = two[0].timeline
    moments = [(at(1), at(4)), (at(1) + 1, at(4)), (at(3), at(3)), (at(3) + 1, at(9))]
    assert [oldest_time_between(timeline, "one", *each) for each in moments] == [
        at(1),
        at(2),
        None,
        None,
    ]
    assert oldest_time_between(timeline, "three", 0, at(9)) is None
