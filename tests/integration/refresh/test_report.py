"""How a channel's retrieval goes."""

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


def test_machines_read_the_health_of_each_channel(failing, request_factory):
    answer = request_factory(role="Manager").get("hub/@retrieval").json()
    assert answer["worker"] is None
    trasig = next(item for item in answer["items"] if item["title"] == "Trasig")
    assert trasig["problem"] == {
        "code": "missing",
        "message": "Det finns inget på den här adressen (404).",
    }
    assert (trasig["failures"], trasig["since"]) == (2, "2026-09-21T14:13:20+00:00")
    assert [line["code"] for line in trasig["log"]] == ["missing", "missing"]
