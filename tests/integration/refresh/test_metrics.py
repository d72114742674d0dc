"""Figures for a monitor."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh.answer_storage import store_answer

NOW = 1_790_000_000


@pytest.fixture
def failing(make_functional_channel):
    """A channel whose source has refused twice, beside one that was never asked."""
    make_functional_channel("annan", title="Annan")
    channel = make_functional_channel("trasig", title="Trasig")
    for moment in (NOW, NOW + 3600):
        store_answer(hub_of(channel), facts_of(channel), FeedError("missing"), moment)
    transaction.commit()
    return channel


def test_a_monitor_reads_figures(failing, request_factory):
    session = request_factory(role="Manager")
    session.headers["Accept"] = "text/plain"
    answer = session.get("hub/@@metrics")
    assert answer.headers["Content-Type"].startswith("text/plain")
    figures = dict(line.split() for line in answer.text.splitlines() if not line.startswith("#"))
    assert float(figures.pop("socialhub_failing_seconds")) > 0
    assert figures == {
        "socialhub_channels": "2",
        "socialhub_channels_with_feed": "2",
        "socialhub_channels_failing": "1",
        "socialhub_entries": "0",
        "socialhub_worker_silent_seconds": "-1",
    }
