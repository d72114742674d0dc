"""How many entries there are: of all that is stored, or of what a search has met."""

import pytest

from katrineholm.socialhub.core.search import text_index
from katrineholm.socialhub.public.listings import stream as streams
from katrineholm.socialhub.public.listings.counts import SearchCounts, StoredCounts, stream_counts
from katrineholm.socialhub.public.listings.query import query_from


@pytest.fixture
def counts(place):
    """A function that gives what counts, for what a form asks for."""
    return lambda **form: stream_counts(streams.stream_of(place.hub, query_from(form)))


@pytest.fixture
def uids(place):
    return {name: channel.UID() for name, channel in place.channels.items()}


def test_without_a_search_it_is_what_is_stored(counts, uids):
    stored = counts()
    assert isinstance(stored, StoredCounts)
    assert stored.number({uids["bloggen"], uids["filmer"]}) == 3
    assert stored.number({uids["bloggen"]}, year=2026, month=1) == 1
    assert {*stored.filled(year=2026, month=4)} == {uids["filmer"]}
    assert stored.by_month() == {(2026, 5): 1, (2026, 4): 1, (2026, 3): 1, (2026, 1): 1}


def test_of_a_search_it_is_what_is_met_within_the_channels_that_are_chosen(counts, uids):
    searched = counts(SearchableText="film")
    assert isinstance(searched, SearchCounts)
    assert {*searched.filled()} == {uids["filmer"]}
    assert {*searched.filled(year=2026, month=5)} == set()
    assert [searched.number({uids[name]}) for name in ("filmer", "bloggen")] == [1, 0]
    assert searched.by_month() == {(2026, 4): 1}
    assert counts(SearchableText="film", kind="blog").by_month() == {}


def test_where_more_is_met_than_is_counted_no_number_is_told(counts, uids, monkeypatch):
    monkeypatch.setattr(text_index, "MAX_COUNTED", 1)
    searched = counts(SearchableText="film")
    assert searched.number({uids["filmer"]}) is None
    assert {*searched.by_month().values()} == {None}
    assert uids["bloggen"] in searched.filled()
