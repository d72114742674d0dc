"""What was stored before posts were sealed is sealed by the upgrade."""

from helpers.integration.upgrades import KNOWN_ERRORS, channels_of
from plone import api

from katrineholm.socialhub.accounts.channels.hub_storage import stored_data
from katrineholm.socialhub.archive.packages import order_storage as orders
from katrineholm.socialhub.archive.retention.archive_log_check import archive_log_errors
from katrineholm.socialhub.core.timeline.record import all_entries
from katrineholm.socialhub.core.timeline.seals import (
    CONTENT,
    STATE,
    entry_seals,
    has_unsealed_changes,
    leaf_count,
)
from katrineholm.socialhub.core.timeline.store import timeline_of
from katrineholm.socialhub.refresh.seal_check import seal_faults
from katrineholm.socialhub.refresh.seals import seal_lines
from katrineholm.socialhub.upgrades.seals import log_archive_records, seal_stored_posts

# The package of 1.0.0a1 had its files in a folder, which is not kept with the site.
PIECE_LEFT = "its part 1"


def errors(hub):
    return list(seal_faults(hub))


def test_each_post_is_sealed_with_its_versions_and_pictures(upgraded):
    hub, timeline = upgraded.hub, timeline_of(upgraded.hub)
    entries = [each for uid in channels_of(hub) for each in all_entries(timeline, uid)]
    assert entries
    for each in entries:
        box = timeline.root["channels"][each["channel"]]
        kinds = {seal.kind for seal in entry_seals(box, each["entry_id"])}
        assert kinds == {CONTENT, STATE}
    assert errors(hub) == []
    assert records(hub) == []


def test_pictures_that_are_there_are_sealed_as_well(upgraded):
    root = timeline_of(upgraded.hub).root
    assert root["sources"]
    assert set(root["seals"]["pictures"]) == set(root["sources"])


def test_a_second_time_nothing_is_sealed(upgraded):
    hub = upgraded.hub
    before = leaf_count(timeline_of(hub).root), dict(seal_lines(hub))
    log_archive_records(api.portal.get_tool("portal_setup"))
    seal_stored_posts(api.portal.get_tool("portal_setup"))
    assert (leaf_count(timeline_of(hub).root), dict(seal_lines(hub))) == before


def test_what_an_older_machine_did_beside_a_newer_one_is_sealed_and_logged_by_the_step(upgraded):
    hub, root = upgraded.hub, timeline_of(upgraded.hub).root
    root["sources"]["0" * 64] = next(iter(root["sources"].values()))
    book = stored_data(hub, orders.BOOK)
    changed, removed = list(book)[:2]
    book[changed] = {**book[changed], "taken": 7}
    del book[removed]
    told = [*errors(hub), *records(hub)]
    assert len(told) == 3
    log_archive_records(api.portal.get_tool("portal_setup"))
    seal_stored_posts(api.portal.get_tool("portal_setup"))
    assert [*errors(hub), *records(hub)] == []


def records(hub):
    return [each for each in archive_log_errors(hub) if PIECE_LEFT not in each]


def test_an_older_store_is_read_without_the_step(old_site):
    timeline = timeline_of(old_site.hub)
    assert has_unsealed_changes(timeline)
    assert leaf_count(timeline.root) == 0
    # All of it waits, apart from the posts that the step puts in place.
    assert [each for each in errors(old_site.hub) if KNOWN_ERRORS[0] not in each] == []
