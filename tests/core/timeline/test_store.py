import pytest
from ZODB.POSException import ConflictError


@pytest.fixture
def two(site, entry, at):
    """Two connections of one moment, to a hub with two channels of three entries each."""
    for channel in ("one", "two"):
        entries = [entry(f"{channel} {day}", published=at(day)) for day in (1, 2, 3)]
        site.timeline.keep(channel, entries, now=at(4))
    site.commit()
    return site.connection(), site.connection()


def ids(connection, channel):
    return [each["entry_id"] for each in connection.timeline.all(channel)]


def titles(site, *channels):
    return [each["id"] for each in site.connection().timeline.latest(channels)]


def test_hiding_in_one_channel_and_keeping_in_another_both_succeed(site, two, entry, at):
    web, worker = two
    worker.timeline.keep("one", [entry("one 5", published=at(5))], now=at(6))
    web.timeline.hide(ids(web, "two")[0], by="anna", now=at(6))
    web.commit()
    worker.commit()
    assert titles(site, "one", "two")[:2] == ["one 5", "one 3"]
    assert site.connection().timeline.count(["one", "two"]) == 6


def test_the_revision_counts_both_writers(site, two, entry, at):
    web, worker = two
    before = web.timeline.revision()
    worker.timeline.keep("one", [entry("one 5")], now=at(6))
    web.timeline.hide(ids(web, "two")[0], by="anna", now=at(6))
    worker.commit()
    web.commit()
    assert site.connection().timeline.revision() == before + 2


def test_new_entries_in_two_channels_both_succeed(site, two, entry, at):
    for channel, connection in zip(("one", "two"), two, strict=True):
        new = [entry(f"{channel} {day}", published=at(day)) for day in range(5, 15)]
        connection.timeline.keep(channel, new, now=at(20))
        connection.commit()
    assert site.connection().timeline.count(["one", "two"]) == 26


def test_two_new_channels_both_succeed(site, two, entry, at):
    for channel, connection in zip(("three", "four"), two, strict=True):
        connection.timeline.keep(channel, [entry(channel)], now=at(6))
        connection.commit()
    assert site.connection().timeline.count(["three", "four"]) == 2


def test_two_fetches_of_one_channel_do_not_double(site, two, entry, at):
    for connection in two:
        connection.timeline.keep("one", [entry("one 5")], now=at(6))
    two[0].commit()
    with pytest.raises(ConflictError):
        two[1].commit()
    two[1].abort()
    assert two[1].timeline.keep("one", [entry("one 5")], now=at(6)).new == ()


def test_a_twin_that_arrives_while_the_first_is_hidden_is_not_lost(site, two, entry, at):
    web, worker = two
    first = web.timeline.latest(["one"])[0]
    web.timeline.hide(first["entry_id"], by="anna", now=at(6))
    copy = entry("copy", link=first["link"], title=first["title"])
    worker.timeline.keep("two", [copy], now=at(6))
    web.commit()
    with pytest.raises(ConflictError):
        worker.commit()
    worker.abort()
    worker.timeline.keep("two", [copy], now=at(6))
    worker.commit()
    assert "copy" in titles(site, "one", "two")


def test_the_oldest_entry_between_two_moments_is_given_or_none(two, at):
    timeline = two[0].timeline
    moments = [(at(1), at(4)), (at(1) + 1, at(4)), (at(3), at(3)), (at(3) + 1, at(9))]
    assert [timeline.oldest_between("one", *each) for each in moments] == [at(1), at(2), None, None]
    assert timeline.oldest_between("three", 0, at(9)) is None
