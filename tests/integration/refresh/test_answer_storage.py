from dataclasses import replace
from datetime import UTC, datetime

import pytest
from helpers.integration.refresh import NOW

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.core.feeds.model import FeedState, Reading
from katrineholm.socialhub.core.feeds.reader import parse_feed
from katrineholm.socialhub.core.timeline.documents import Changes
from katrineholm.socialhub.core.timeline.review_queue import queued_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.core.timeline.streams import latest_entries
from katrineholm.socialhub.refresh.answer_storage import Result, current_state, store_answer
from katrineholm.socialhub.refresh.state import State

HOUR, DAY = 3600, 24 * 3600
KNOWN = FeedState(etag='"1"', digest="1", whole_at=datetime(2026, 9, 1, tzinfo=UTC))


@pytest.fixture
def source(hub, channel, rss):
    """The channel's source: ``source(document names…, at=…, known=…)`` has its answer kept."""
    return Source(hub, channel, rss)


class Source:
    def __init__(self, hub, channel, rss):
        self.hub, self.channel, self.rss = hub, channel, rss
        self.timeline = timeline_of(hub)

    @property
    def facts(self):
        return facts_of(self.channel)

    def sends(self, *names, at=NOW, known=KNOWN, wait=None, moved_to="", always=False, **changes):
        feed = parse_feed(self.rss(*names, **changes), url="https://blogg.example.se/rss")
        return self.keep(Reading(known, feed, wait, moved_to), at, always=always)

    def keep(self, answer, at=NOW, **how):
        return store_answer(self.hub, self.facts, answer, at, **how)

    def shown(self):
        return [entry["title"] for entry in latest_entries(self.timeline, [self.facts.uid])]

    def state(self):
        return current_state(self.hub, self.facts)

    def quietly(self, answer, at, **how):
        """The result of an answer that must not write."""
        self.hub._p_jar.savepoint()
        result = self.keep(answer, at, **how)
        assert list(self.hub._p_jar._registered_objects) == []
        return result


def test_news_is_stored_together_with_what_is_known_of_the_source(source):
    result = source.sends("b", "a", wait=7200)
    state = State(
        "https://bloggen.example.se/rss",
        known=KNOWN,
        checked=NOW,
        wait=7200,
        log=((NOW, "ok", 2, 0, 0),),
    )
    assert result == Result("ok", Changes(new=result.changes.new), state, written=True)
    assert len(result.changes.new) == 2
    assert source.state() == state
    assert source.shown() == ["B", "A"]


def test_a_changed_entry_is_news(source):
    source.sends("b", "a")
    result = source.sends("b", "a", at=NOW + HOUR, a={"title": "Nytt"})
    assert (result.status, len(result.changes.changed)) == ("ok", 1)
    assert source.state().log[-1] == (NOW + HOUR, "ok", 0, 1, 0)
    assert source.shown() == ["B", "Nytt"]


def test_news_waits_where_the_channel_holds_it(source):
    source.sends("a")
    source.channel.hold = True
    result = source.sends("b", "a", at=NOW + HOUR)
    assert len(result.changes.new) == 1
    assert source.shown() == ["A"]
    assert [entry["title"] for entry in queued_entries(source.timeline, [source.facts.uid], 9)] == [
        "B"
    ]


def test_a_document_without_news_writes_nothing_but_its_validators_are_remembered(source, rss):
    source.sends("b", "a")
    written = source.state()
    feed = parse_feed(rss("b", "a", built="Mon, 04 May 2026 12:00:00 GMT"))
    fresh = FeedState(etag='"2"', digest="2")
    result = source.quietly(Reading(fresh, feed, 900), NOW + HOUR)
    known = replace(written, known=fresh, wait=900)
    assert result == Result("unchanged", Changes(), known)
    assert source.state() == written


@pytest.mark.parametrize("answer", [None, Reading(KNOWN)])
def test_the_same_document_writes_nothing(source, answer):
    source.sends("b", "a", wait=7200)
    written = source.state()
    result = source.quietly(answer, NOW + HOUR)
    assert (result.status, result.changes, result.state.known) == ("unchanged", Changes(), KNOWN)
    assert source.state() == written


def test_nothing_new_keeps_what_is_known_beyond_what_is_written(source):
    source.sends("a")
    memory = replace(source.state(), known=FeedState(etag='"9"'), wait=99)
    assert source.quietly(None, NOW + HOUR, start=lambda written: memory).state == memory


def test_what_a_person_asks_for_is_written_without_news_too(source):
    source.sends("a")
    result = source.keep(None, NOW + HOUR, always=True)
    assert result.status == "unchanged"
    assert source.state() == result.state
    assert source.state().checked == NOW + HOUR
    assert source.state().log == ((NOW, "ok", 1, 0, 0), (NOW + HOUR, "ok", 0, 0, 0))


@pytest.mark.parametrize("code", ["missing", "server_error", "html", "too_slow", "gone", "busy"])
def test_a_failure_keeps_the_last_good_content_and_says_what_is_wrong(source, code):
    source.sends("b", "a")
    for number in range(1, 4):
        result = source.keep(FeedError(code, status=500), NOW + number * DAY)
        assert (result.status, result.changes) == ("failed", Changes())
    state = source.state()
    assert (state.code, state.failures, state.since) == (code, 3, NOW + DAY)
    assert (state.known, state.checked) == (KNOWN, NOW)
    assert source.shown() == ["B", "A"]


def test_a_failure_is_noted_before_anything_has_ever_come(source):
    source.keep(FeedError("missing"))
    assert (source.state().code, source.state().checked, source.shown()) == ("missing", None, [])


def test_an_empty_document_changes_nothing(source):
    source.sends("b", "a")
    for number in range(1, 4):
        empty = Reading(FeedState(etag=str(number)), parse_feed(source.rss()))
        assert source.quietly(empty, NOW + number * HOUR).status == "unchanged"
    assert source.shown() == ["B", "A"]


def test_recovery_is_written_without_news_too(source):
    source.sends("a")
    source.keep(FeedError("missing"), NOW + HOUR)
    source.keep(None, NOW + DAY)
    assert (source.state().failures, source.state().code) == (0, "")
    assert source.state().checked == NOW + DAY


def test_an_entry_that_is_gone_twice_is_withdrawn(source):
    source.sends("c", "b", "a")
    assert source.sends("c", "a", at=NOW + HOUR).changes == Changes()
    assert source.shown() == ["C", "B", "A"]
    result = source.sends("c", "a", at=NOW + 2 * HOUR)
    assert (result.status, len(result.changes.withdrawn)) == ("ok", 1)
    assert source.shown() == ["C", "A"]
    assert source.state().log[-1] == (NOW + 2 * HOUR, "ok", 0, 0, 1)


@pytest.mark.parametrize("answer", [None, Reading(KNOWN)])
def test_that_nothing_has_changed_confirms_that_an_entry_is_gone(source, answer):
    source.sends("c", "b", "a")
    source.sends("c", "a", at=NOW + HOUR)
    assert len(source.keep(answer, NOW + 2 * HOUR).changes.withdrawn) == 1
    assert source.shown() == ["C", "A"]
    source.quietly(answer, NOW + 3 * HOUR)


def test_a_failure_confirms_nothing(source):
    source.sends("c", "b", "a")
    source.sends("c", "a", at=NOW + HOUR)
    source.keep(FeedError("missing"), NOW + 2 * HOUR)
    assert source.shown() == ["C", "B", "A"]


def test_a_new_feed_address_starts_anew_and_keeps_the_entries(source):
    source.sends("b", "a")
    source.keep(FeedError("gone"), NOW + HOUR)
    source.channel.feed_url = "https://ny.example.se/rss"
    assert source.state() is None
    source.sends("c", at=NOW + DAY)
    assert source.state() == State(
        "https://ny.example.se/rss",
        known=KNOWN,
        checked=NOW + DAY,
        log=((NOW + DAY, "ok", 1, 0, 0),),
    )
    assert source.shown() == ["C", "B", "A"]


def test_where_the_source_has_moved_is_written_down(source):
    source.sends("a")
    source.keep(Reading(KNOWN, moved_to="https://ny.example.se/rss"), NOW + HOUR)
    assert source.state().moved_to == "https://ny.example.se/rss"
    source.quietly(Reading(KNOWN, moved_to="https://ny.example.se/rss"), NOW + 2 * HOUR)
    source.quietly(Reading(KNOWN, moved_to="https://annan.example.se/rss"), NOW + 3 * HOUR)


def test_words_choose_what_is_shown(source):
    source.channel.exclude_words = ("reklam",)
    source.sends("b", "a", b={"text": "Mycket REKLAM"})
    assert source.shown() == ["A"]


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        ({"max_entries": 2}, ["C", "B"]),
        ({"max_age": 30}, ["C"]),
        ({"max_age": 30, "max_entries": 2}, ["C"]),
        ({}, ["C", "B", "A"]),
    ],
)
def test_limits_take_the_oldest_out_of_sight(source, limits, shown):
    for name, value in limits.items():
        setattr(source.channel, name, value)
    second_of_june = int(datetime(2026, 6, 2, tzinfo=UTC).timestamp())
    source.sends("c", "b", "a", at=second_of_june)
    assert source.shown() == shown


def test_changed_words_and_limits_apply_at_once_to_what_is_stored(source):
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    source.sends("c", "b", "a", a={"text": "Om musik"}, b={"text": "Om musik"})
    source.channel.include_words, source.channel.max_entries = ("musik",), 1
    notify(ObjectModifiedEvent(source.channel))
    assert source.shown() == ["B"]
    source.channel.include_words, source.channel.max_entries = (), None
    notify(ObjectModifiedEvent(source.channel))
    assert source.shown() == ["C", "B", "A"]
