"""Metrics of a hub's messages and their log, see ``refresh.interfaces.IMetrics``."""

from collections.abc import Iterator

from plone.dexterity.content import Container

from ...core.messages.message_index import lines_behind
from ...core.messages.message_lists import HUB, KINDS, OPEN, listed_count, listed_numbers
from ...core.messages.state import UNANSWERED
from ...core.messages.store import messages_of
from ...refresh.exposition import Sample
from ..steps.anchor_places import place_states
from ..steps.verification import last_verification


def message_metrics(hub: Container, now: int) -> Iterator[Sample]:
    """Yield the numbers of messages that wait, and of those past their deadlines."""
    root = messages_of(hub).root
    waiting = listed_count(root, [HUB], UNANSWERED, KINDS)
    late = sum(1 for _number in listed_numbers(root, [HUB], OPEN, KINDS, now))
    yield Sample("messages_open", "Open messages", listed_count(root, [HUB], OPEN, KINDS))
    yield Sample("messages_waiting", "Messages without an answer or an act", waiting)
    yield Sample("messages_late", "Open messages past their deadlines", late)
    yield Sample("message_index_lag_lines", "Lines of the log not indexed yet", lines_behind(root))


def log_metrics(hub: Container, now: int) -> Iterator[Sample]:
    """Yield the length of the hub-wide log, when and how it was last verified, and its anchors."""
    head, verification = messages_of(hub).head, last_verification(hub)
    places = place_states(hub).values()
    latest = max((each.at for each in places), default=0)
    yield Sample("log_lines", "Lines of the hub-wide log", head.count)
    yield Sample("log_timestamp_seconds", "When the log was last extended", head.time or 0)
    yield Sample("log_verified_timestamp_seconds", "When it was last verified", verification["at"])
    yield Sample("log_errors", "Errors that the last verification found", verification["errors"])
    yield Sample("anchor_timestamp_seconds", "When an anchor last came to a place", latest)
    yield Sample("anchor_places", "Places outside the database that get anchors", len(places))
    failed = sum(bool(each.why) for each in places)
    yield Sample("anchor_places_failed", "Places to which the last anchor did not come", failed)
