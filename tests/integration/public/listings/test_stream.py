"""The newest entries of the channels that somebody may see."""

import transaction
from plone.app.testing import logout

from katrineholm.socialhub.public.listings.query import Query
from katrineholm.socialhub.public.listings.stream import stream_cache_key, stream_of, visible_entry


def test_a_stream_holds_a_page_of_entries_and_knows_of_all(hub, channel, keep):
    for number in range(3):
        keep(channel, title=f"Inlägg {number}")
    found = stream_of(hub, Query(size=2))
    assert (len(found.entries), found.total) == (2, 3)
    assert found.months() == [(2026, 5)]


def test_the_key_for_caches_is_another_with_each_entry(make_functional_channel, keep):
    channel = make_functional_channel("bloggen")
    hub = channel.__parent__.__parent__
    before = stream_cache_key(hub)
    assert stream_cache_key(hub) == before
    keep(channel)
    transaction.commit()
    assert stream_cache_key(hub) != before


def test_an_entry_is_found_by_those_who_may_see_it(hub, channel, keep):
    seen, waiting = keep(channel), keep(channel, hold=True)
    logout()
    entry, facts = visible_entry(hub, seen)
    assert (entry["entry_id"], facts.uid) == (seen, channel.UID())
    assert visible_entry(hub, waiting) is None
    assert visible_entry(hub, "unknown") is None
