"""The metrics of a hub's messages and of their log."""

import transaction
from officers import NOW

from katrineholm.socialhub.core.messages.anchors import anchor_of
from katrineholm.socialhub.core.messages.message_index import update_index
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import RecordFault
from katrineholm.socialhub.inbox.oversight.metrics import log_metrics, message_metrics
from katrineholm.socialhub.inbox.steps.anchor_places import store_outcome
from katrineholm.socialhub.inbox.steps.verification import record_verification

DAY = 24 * 3600


def values(metrics, hub, now=NOW):
    return {each.name: each.value for each in metrics(hub, now)}


def test_messages_are_open_then_late_and_once_acted_on_not_waiting(hub, receive, take):
    first, second = receive("Hej"), receive("Dumma")
    counts = {"messages_open": 2, "messages_waiting": 2, "messages_late": 0}
    assert values(message_metrics, hub) == {**counts, "message_index_lag_lines": 0}
    assert values(message_metrics, hub, NOW + 5 * DAY)["messages_late"] == 2
    take("anna", second, "act", rules=["K1"], reason="Personangrepp")
    take("anna", first, "close")
    found = values(message_metrics, hub)
    assert (found["messages_open"], found["messages_waiting"]) == (1, 0)


def test_the_index_lags_by_the_lines_that_the_worker_has_appended(hub, receive):
    receive("Hej"), receive("Hå")
    lines = messages_of(hub).append_queued_lines(NOW).count
    assert lines >= 2
    assert values(message_metrics, hub)["message_index_lag_lines"] == lines
    update_index(messages_of(hub).root, 1000)
    assert values(message_metrics, hub)["message_index_lag_lines"] == 0


def test_the_log_is_as_long_and_as_whole_as_it_was_when_last_verified(hub, receive):
    assert set(values(log_metrics, hub).values()) == {0}
    receive("Hej")
    lines = messages_of(hub).append_queued_lines(NOW).count
    transaction.commit()
    store_outcome(hub, "/a", anchor_of("", messages_of(hub).head, NOW))
    store_outcome(hub, "/b", anchor_of("", messages_of(hub).head, NOW + 9), "Permission denied")
    transaction.commit()
    record_verification(hub, [RecordFault(0, "head", 1)] * 3, NOW + DAY)
    assert values(log_metrics, hub) == {
        "log_lines": lines,
        "log_timestamp_seconds": NOW,
        "log_verified_timestamp_seconds": NOW + DAY,
        "log_errors": 3,
        "anchor_timestamp_seconds": NOW,
        "anchor_places": 2,
        "anchor_places_failed": 1,
    }
