"""The worker seals what has changed, in one line of the hub-wide log for all channels."""

import pytest
import transaction
from helpers.integration.log import all_lanes

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults
from katrineholm.socialhub.core.timeline import seals
from katrineholm.socialhub.core.timeline.seals import has_unsealed_changes, stored_batch
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.seals import seal_all_changes, seal_lines


@pytest.fixture
def channels(make_functional_channel, keep):
    """Two channels of a hub, with a post each."""
    found = [make_functional_channel(name) for name in ("bloggen", "filmer")]
    ids = [keep(each) for each in found]
    transaction.commit()
    return found, ids


@pytest.fixture
def hub(channels, functional_portal):
    return functional_portal.hub


def test_all_channels_are_sealed_by_one_line_of_the_log(hub, channels, worker):
    seal_all_changes(worker)
    transaction.begin()
    [(first, (_time, root, count))] = seal_lines(hub).items()
    batch = stored_batch(first, timeline_of(hub).root["seals"]["batches"][first])
    assert (root, count, {*batch.names}) == (batch.root, 4, {*channels[1]})
    assert messages_of(hub).has_queued_lines
    assert [*record_faults(messages_of(hub).root, lanes=all_lanes(hub))] == []


def test_a_round_without_news_writes_nothing(hub, worker):
    seal_all_changes(worker)
    transaction.begin()
    assert not has_unsealed_changes(timeline_of(hub))
    before = hub._p_jar.db().lastTransaction()
    seal_all_changes(worker)
    assert hub._p_jar.db().lastTransaction() == before


def test_a_great_store_is_sealed_in_short_transactions(hub, worker, monkeypatch):
    monkeypatch.setattr(seals.seal_changes, "__defaults__", (1,))
    seal_all_changes(worker)
    transaction.begin()
    assert [count for _time, _root, count in seal_lines(hub).values()] == [2, 2]


def test_a_run_ends_when_its_time_is_over_and_the_next_one_goes_on(hub, worker, monkeypatch):
    monkeypatch.setattr(seals.seal_changes, "__defaults__", (1,))
    worker.chore_seconds = 0
    seal_all_changes(worker)
    transaction.begin()
    assert has_unsealed_changes(timeline_of(hub))
    worker.chore_seconds = 60
    seal_all_changes(worker)
    transaction.begin()
    assert not has_unsealed_changes(timeline_of(hub))
