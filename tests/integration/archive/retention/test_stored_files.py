"""Snapshots and packages: their files go, and what is known of them stays."""

import pytest
import transaction
from helpers.integration.log import all_lanes
from plone import api

from katrineholm.socialhub.accounts.channels import history, holds
from katrineholm.socialhub.archive.packages import order_storage as packages
from katrineholm.socialhub.archive.packages import snapshot_storage as snapshots
from katrineholm.socialhub.archive.packages.snapshots import take_snapshot
from katrineholm.socialhub.archive.retention import disposal_storage
from katrineholm.socialhub.archive.retention.certificate import disposal_certificate
from katrineholm.socialhub.archive.retention.due_records import due_records
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.core.messages.verification import record_faults

OLD, NOW = 1_470_000_000, 1_790_000_000
RECEIPT = {"day": "2014-06-01", "note": "LEV 7", "by": "bosse", "at": OLD}
HASH = "f" * 64


@pytest.fixture
def filed(old):
    """The ids of an old snapshot, of a new one, and of packages with and without a receipt."""
    with api.env.adopt_user("bosse"):
        past, new = (take_snapshot(old.channel, now=moment) for moment in (OLD, NOW))
    for id, receipt in (("a", RECEIPT), ("b", None)):
        order = packages.Order(
            *(id, old.channel.UID(), "Bloggen", "2016-01-01", "2016-06-01", False, False),
            **{"by": "bosse", "ordered": OLD, "state": packages.READY, "taken": OLD},
            **{"parts": ({"id": "uuid-1", "size": 4, "sha256": HASH},), "receipt": receipt},
        )
        packages.save_order(old.hub, order)
    transaction.commit()
    return past, new


@pytest.fixture
def gone(old, filed, confirmed, carry_out):
    """The disposal of all that was due, by its id."""
    name = confirmed("snapshot", *ids(old, filed))
    carry_out()
    return name


def ids(old, filed):
    return [f"snapshot:{old.channel.UID()}:{filed[0].id}", "package:a"]


def test_what_is_old_is_due_and_a_package_when_the_archive_has_it(old, filed, in_force):
    in_force("snapshot")
    found = list(due_records(old.hub, "snapshot", NOW + 1))
    assert [each.id for each in found] == ids(old, filed)
    assert {(each.whose, each.time) for each in found} == {(old.channel.UID(), OLD)}


def test_what_is_held_is_not_due(old, filed, in_force):
    in_force("snapshot")
    holds.place_hold(old.hub, "channel", old.channel.UID(), "Tvist", by="ida", now=1)
    assert list(due_records(old.hub, "snapshot", NOW + 1)) == []


def test_what_holds_a_post_that_is_held_is_not_due(old, filed, in_force):
    in_force("snapshot")
    holds.place_hold(old.hub, "entry", old.ids["hidden"], "Tvist", by="ida", now=1)
    held = [each.id for each in due_records(old.hub, "snapshot", NOW + 1)]
    holds.lift_hold(old.hub, "entry", old.ids["hidden"], "Över", by="ida", now=2)
    holds.place_hold(old.hub, "entry", old.new, "Tvist", by="ida", now=3)
    assert (held, [each.id for each in due_records(old.hub, "snapshot", NOW + 1)]) == (
        [],
        ids(old, filed),
    )


def test_the_files_are_gone_and_their_hashes_stay(old, filed, gone):
    kept = snapshots.find_snapshot(old.hub, old.channel.UID(), filed[0].id)
    assert (kept.file, kept.sha256, kept.size) == (None, filed[0].sha256, filed[0].size)
    told = {name: kept.disposed[name] for name in ("by", "proposed", "decision")}
    assert told == {"by": "evelina", "proposed": "bosse", "decision": "DHP 2.1"}
    assert snapshots.find_snapshot(old.hub, old.channel.UID(), filed[1].id).file is not None
    assert snapshots.latest_time(old.hub, old.channel.UID(), NOW) == NOW
    order = packages.find_order(old.hub, "a")
    assert (order.has_files, order.parts[0]["sha256"]) == (False, HASH)
    assert packages.find_order(old.hub, "b").has_files


def test_the_certificate_and_the_channels_history_tell_of_it(old, filed, gone):
    text = disposal_certificate(old.hub, gone, disposal_storage.find_proposal(old.hub, gone))
    assert "Gallrat: 2 av 2" in text
    assert filed[0].sha256 in text
    assert HASH in text
    steps = [line["step"] for line in history.channel_lines(old.channel)]
    assert "snapshot-disposed" in steps
    assert [
        each.what for each in record_faults(messages_of(old.hub).root, lanes=all_lanes(old.hub))
    ] == []


def test_a_hold_after_the_confirmation_wins(old, filed, confirmed, carry_out):
    name = confirmed("snapshot", *ids(old, filed))
    holds.place_hold(old.hub, "channel", old.channel.UID(), "Tvist", by="ida", now=1)
    transaction.commit()
    carry_out()
    outcomes = {each[0] for each in disposal_storage.find_proposal(old.hub, name)["items"].values()}
    assert outcomes == {"held"}
    assert snapshots.find_snapshot(old.hub, old.channel.UID(), filed[0].id).file is not None


def test_nobody_downloads_what_is_gone_and_the_page_says_so(old, filed, gone, browse, archivists):
    session, address = browse(*archivists[0]), "hub/kultur/bloggen/@@snapshot"
    assert session.get(f"{address}/{filed[0].id}").status_code == 404
    assert session.get(f"{address}/{filed[1].id}").status_code == 200
    page = session.get("hub/kultur/bloggen/@@snapshots").text
    assert "Gallrad " in page
    assert f"@@snapshot/{filed[0].id}" not in page
    assert f"@@snapshot/{filed[1].id}" in page


@pytest.mark.usefixtures("framed")
def test_two_people_see_it_on_the_page(old, filed, in_force, browse, archivists):
    in_force("snapshot")
    page = browse(*archivists[0]).get("hub/@@dispose-entries?kind=snapshot").text
    assert "Ögonblicksbild" in page
    assert "Leveranspaket till arkivet" in page
