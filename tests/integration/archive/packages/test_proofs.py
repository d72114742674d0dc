"""What a post said at a time, and the place of a round's line in the hub-wide log."""

from katrineholm.socialhub.archive.packages.proofs import (
    ProofMaker,
    chain_place,
    content_before,
)
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.seals import LANE, seal_hub

NOW = 1_790_000_000


def test_what_a_post_said_before_a_time_is_the_version_that_was_replaced_later():
    entry = {"first_seen": 10, "last_changed": 30, "versions": ({"until": 20}, {"until": 30})}
    found = [content_before(entry, moment) for moment in (10, 11, 20, 21, 30, 31)]
    first, second = entry["versions"]
    assert found == [None, first, first, second, second, entry]


def test_what_a_post_said_while_a_version_stood_that_was_disposed_of_is_not_known():
    gone = {"first_seen": 10, "last_changed": 30, "forgotten": {"when": 40}, "versions": ()}
    assert [content_before(gone, moment) for moment in (15, 30, 31)] == [None, None, gone]
    left = gone | {"last_changed": 35, "versions": ({"until": 35},)}
    assert [content_before(left, moment) for moment in (15, 35, 36)] == [None, None, left]
    later = left | {"last_changed": 60, "versions": ({"until": 60},)}
    assert [content_before(later, moment) for moment in (40, 41)] == [None, later["versions"][0]]
    bare = gone | {"last_changed": 10}  # its pictures alone were disposed of
    assert content_before(bare, 11) is bare


def test_a_line_that_is_queued_has_no_place_yet_and_then_the_next_one(hub):
    seal_hub(hub, NOW)
    log = messages_of(hub)
    assert chain_place(log.root, LANE, 0, NOW) is None
    log.append_queued_lines(NOW)
    count, entry = chain_place(log.root, LANE, 0, NOW)
    assert (entry.lane, entry.position) == (LANE, 0)
    assert chain_place(log.root, LANE, 0, NOW + 10**6) == (count, entry)  # by a wrong clock
    assert chain_place(log.root, LANE, 1, NOW) is None


def test_the_proof_of_what_was_disposed_of_is_empty(hub):
    seal_hub(hub, NOW)
    timeline = timeline_of(hub)
    entry = next(all_entries(timeline, hub.kultur.bloggen.UID()))
    assert ProofMaker(hub).proof(entry, [{**entry, "title": "Annat"}])["sealed"] == []
