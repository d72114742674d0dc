import pytest
from ZODB.POSException import ConflictError

from katrineholm.socialhub.core.timeline import change_log

NEWS = "news"


@pytest.fixture
def place(timeline, entry, at):
    """The position of a channel with one entry."""
    timeline.keep(NEWS, [entry("a")], now=at(2))
    return change_log.channel_positions(timeline)[NEWS]


def act(name):
    """Something that can become of the entry a."""
    return {
        "new": lambda t, entry, at, a: t.keep(NEWS, [entry("b"), entry("a")], now=at(3)),
        "changed": lambda t, entry, at, a: t.keep(NEWS, [entry("a", title="B")], now=at(3)),
        "hidden": lambda t, entry, at, a: t.hide(a, by="anna", now=at(3)),
        "withdrawn": lambda t, entry, at, a: t.keep(NEWS, [], now=at(3), deleted=["id:a"]),
        "filtered": lambda t, entry, at, a: t.refilter(NEWS, lambda each: False),
        "expired": lambda t, entry, at, a: t.trim(NEWS, keep=0),
        "written": lambda t, entry, at, a: t.write(NEWS, entry("c"), by="anna", now=at(3)),
        "described": lambda t, entry, at, a: t.rewrite(
            a, entry("a", title="C"), {}, by="anna", now=at(3)
        ),
    }[name]


@pytest.mark.parametrize(
    "name",
    ["new", "changed", "hidden", "withdrawn", "filtered", "expired", "written", "described"],
)
def test_whatever_becomes_of_an_entry_is_noted(timeline, place, entry, at, name):
    (a,) = (each["entry_id"] for each in timeline.all(NEWS))
    act(name)(timeline, entry, at, a)
    others = {each["entry_id"] for each in timeline.all(NEWS)} - {a}
    assert change_log.changed_ids(timeline, NEWS, place) == (list(others) or [a])


def test_where_nothing_is_new_nothing_is_noted(timeline, place, entry, at):
    timeline.keep(NEWS, [entry("a")], now=at(3))
    timeline.confirm(NEWS, now=at(4))
    assert change_log.changed_ids(timeline, NEWS, place) == []
    assert change_log.channel_positions(timeline) == {NEWS: place}


def test_an_entry_is_told_of_once(timeline, place, at):
    (entry,) = timeline.all(NEWS)
    timeline.hide(entry["entry_id"], by="anna", now=at(3))
    timeline.show(entry["entry_id"])
    assert change_log.changed_ids(timeline, NEWS, place) == [entry["entry_id"]]


@pytest.mark.parametrize("lost", [(1, 7), (5, 7), change_log.START, (-1, 7)])
def test_a_place_that_this_store_was_never_at_is_known(timeline, place, lost):
    assert change_log.changed_ids(timeline, NEWS, lost) is None
    assert change_log.changed_ids(timeline, "gone", lost) is None


def test_a_place_that_was_undone_is_known(site, entry, at):
    site.timeline.keep(NEWS, [entry("a")], now=at(2))
    site.commit()
    site.timeline.keep(NEWS, [entry("b")], now=at(3))
    lost = change_log.channel_positions(site.timeline)[NEWS]
    site.first.abort()
    site.timeline.keep(NEWS, [entry("c")], now=at(3))
    assert change_log.channel_positions(site.timeline)[NEWS][0] == lost[0]
    assert change_log.changed_ids(site.timeline, NEWS, lost) is None


def test_writers_of_two_channels_do_not_meet_and_of_one_do(site, entry, at):
    for channel in "one", "two":
        site.timeline.keep(channel, [entry(f"{channel} a")], now=at(2))
    site.commit()
    first, second = site.connection(), site.connection()
    first.timeline.keep("one", [entry("one b")], now=at(3))
    second.timeline.keep("two", [entry("two b")], now=at(3))
    first.commit()
    second.commit()
    positions = change_log.channel_positions(site.connection().timeline)
    assert [number for number, _mark in positions.values()] == [2, 2]
    first.timeline.keep("one", [entry("c")], now=at(4), hold=True)
    second.abort()
    third = site.connection()
    third.timeline.keep("one", [entry("d")], now=at(4), hold=True)
    first.commit()
    with pytest.raises(ConflictError):
        third.commit()
