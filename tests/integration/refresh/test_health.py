"""How retrieval goes, told to people and to machines."""

import pytest
import transaction

from katrineholm.socialhub.accounts.channels.facts import facts_of
from katrineholm.socialhub.accounts.channels.hub import hub_of
from katrineholm.socialhub.core.feeds.errors import FeedError
from katrineholm.socialhub.refresh import lease
from katrineholm.socialhub.refresh.keep import keep

NOW = 1_790_000_000


@pytest.fixture
def failing(make_functional_channel):
    """A channel whose source has refused twice, beside one that was never asked."""
    make_functional_channel("annan", title="Annan")
    channel = make_functional_channel("trasig", title="Trasig")
    for moment in (NOW, NOW + 3600):
        keep(hub_of(channel), facts_of(channel), FeedError("missing"), moment)
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


def test_health_is_for_those_who_can_mend_it(failing, request_factory):
    for path in ("hub/@retrieval", "hub/@@metrics", "hub/@@retrieval"):
        answer = request_factory(role="Anonymous").get(path, allow_redirects=False)
        assert answer.status_code in (302, 401), path


def test_the_board_is_there_for_what_has_channels_only(functional_administration, request_factory):
    session = request_factory(role="Manager", api=False)
    status = {path: session.get(f"{path}@@retrieval").status_code for path in ("", "hub/")}
    assert status == {"": 404, "hub/": 200}


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


def test_the_board_tells_whether_a_worker_is_at_work(hub, portal):
    view = hub.unrestrictedTraverse("@@retrieval")
    assert view.last_sign() == ""
    lease.take(portal, lease.myself(), NOW)
    assert "2026" in view.last_sign()
