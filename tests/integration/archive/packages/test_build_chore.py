"""The worker makes packages: of one moment, whole or not at all."""

import errno
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import Event

import pytest
import transaction
from helpers.integration.refresh import make_neighbour
from plone import api
from ZODB.POSException import ConflictError

from katrineholm.socialhub.accounts.channels import hub_storage
from katrineholm.socialhub.archive.packages import build_chore, order_storage, package_files
from katrineholm.socialhub.archive.packages.build_chore import BuildChore
from katrineholm.socialhub.archive.packages.delivery import PackageRefused, deliver_packages
from katrineholm.socialhub.archive.packages.orders import (
    cancel_order,
    note_receipt,
    order_package,
    remove_files,
    retry_order,
)
from katrineholm.socialhub.archive.packages.package_files import (
    FAILURE_REASONS,
    download_links,
    old_folder,
    scratch_folder,
)
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.refresh.faults import all_faults
from katrineholm.socialhub.refresh.worker import Worker

LATE_IN_JUNE = datetime(2026, 6, 20, tzinfo=UTC)


class Held:
    """Makes packages, but waits in the middle until it is let go."""

    def __init__(self):
        self.began, self.go = Event(), Event()

    def __call__(self, scope, folder, **options):
        self.began.set()
        assert self.go.wait(30)
        return deliver_packages(scope, folder, **options)


@pytest.fixture
def held():
    held = Held()
    yield held
    held.go.set()


@pytest.fixture
def neighbour(functional_portal, june, worker):
    """The worker of another site of the same process, where a package is ordered, too."""
    neighbour = Worker(make_neighbour(functional_portal, "https://flen.example.se/0"), worker.lease)
    with neighbour.turn():
        record = "katrineholm.socialhub.organisation_number"
        api.portal.set_registry_record(record, "212000-0340")
        hub = neighbour.site.hub
        order_package(hub, replace(june, whose=hub.kultur.c0.UID()))
    transaction.commit()
    return neighbour


def turn(building, worker):
    """A turn of a worker: the build there is then."""
    with worker.turn():
        building(worker)
    return building.build


def failing(error):
    def fail(scope, folder, **options):
        (folder / "uuid-1.zip.part").write_bytes(b"half")
        raise error

    return fail


def stored(hub):
    """The pieces that are stored, by order, part and position."""
    return sorted(hub_storage.stored_data(hub, order_storage.PIECES))


def left(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_a_package_is_made_as_it_was_ordered(hub, ordered, made, stored_file, folder):
    order = made(ordered)
    assert (order.state, order.progress, order.code) == ("ready", 100, "")
    path, [part] = stored_file(order), order.parts
    assert part["size"] == path.stat().st_size
    assert part["sha256"] == sha256(path.read_bytes()).hexdigest()
    path = path.rename(path.with_stem(part["id"]))
    assert list(package_errors(path)) == []
    assert (stored(hub), left(folder)) == ([(ordered, 1, 0)], [])


def test_a_large_one_is_stored_in_pieces_each_in_a_transaction(
    hub, ordered, made, stored_file, monkeypatch
):
    monkeypatch.setattr(build_chore, "STORE_SECONDS", -1)  # one for each round
    monkeypatch.setattr(package_files, "PIECE_SIZE", 10_000)
    monkeypatch.setattr(order_storage, "PIECE_SIZE", 10_000)
    order = made(ordered)
    [part] = order.parts
    starts = [start for _id, _part, start in stored(hub)]
    assert starts == list(range(0, part["size"], 10_000))
    assert len(starts) > 1
    pieces = order_storage.part_pieces(hub, ordered, 1)
    for blob in pieces.values():
        blob._p_activate()
    assert len({blob._p_serial for blob in pieces.values()}) == len(starts)
    assert sha256(stored_file(order).read_bytes()).hexdigest() == part["sha256"]


def test_a_conflict_while_it_is_stored_loses_nothing(hub, ordered, made, stored_file, monkeypatch):
    store, failed = order_storage.store_piece, []

    def conflict(*given):
        store(*given)
        if not failed:
            failed.append(given)
            raise ConflictError

    monkeypatch.setattr(order_storage, "store_piece", conflict)
    order = made(ordered)
    assert (order.state, len(failed)) == ("ready", 1)
    assert sha256(stored_file(order).read_bytes()).hexdigest() == order.parts[0]["sha256"]


def test_its_set_is_of_one_moment(hub, ordered, made, held, worker, keep, posts, stored_file):
    building = BuildChore(held)
    building(worker)
    assert held.began.wait(30)
    keep(hub.kultur.bloggen, title="Kom medan det packades", published=LATE_IN_JUNE)
    transaction.commit()
    held.go.set()
    order = made(ordered, building)
    assert len(posts(stored_file(order))) == 3


def test_one_that_is_cancelled_is_not_made_and_leaves_nothing(
    hub, ordered, made, held, worker, folder
):
    building = BuildChore(held)
    building(worker)
    cancel_order(hub, ordered)
    transaction.commit()
    building(worker)
    held.go.set()
    assert made(ordered, building) is None
    made(ordered, building)
    assert (stored(hub), left(folder)) == ([], [])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (PermissionError(errno.EACCES, "Permission denied"), "no_folder"),
        (PackageRefused("no number"), "no_number"),
        (ValueError("odd"), "fault"),
    ],
)
def test_what_goes_wrong_is_told_and_can_be_tried_again(
    hub, ordered, made, worker, error, code, folder
):
    worker.chore = "packages"
    order = made(ordered, BuildChore(failing(error)))
    assert (order.state, order.code, order.parts) == ("failed", code, ())
    [fault] = all_faults(api.portal.get())
    assert (fault.chore, fault.path) == ("packages", f"/plone/hub/@@packages/{ordered}")
    assert fault.why == {"fault": "ValueError: odd"}.get(code, str(FAILURE_REASONS[code]))
    retry_order(hub, ordered)
    transaction.commit()
    assert list(all_faults(api.portal.get())) == []
    assert made(ordered).state == "ready"
    assert (stored(hub), left(folder)) == ([(ordered, 1, 0)], [])


def test_one_that_cannot_be_begun_or_ended_keeps_no_other_waiting(
    hub, ordered, june, made, worker, monkeypatch
):
    bad, good = ordered, order_package(hub, replace(june, last="2026-06-29")).id
    transaction.commit()
    worker.chore, claim = "packages", build_chore._claim
    monkeypatch.setattr(build_chore, "_claim", broken_for(bad, claim))
    assert made(good).state == "ready"
    assert order_storage.find_order(hub, bad).state == "waiting"
    assert [each.path for each in all_faults(worker.site)] == [f"/plone/hub/@@packages/{bad}"]


def broken_for(bad, claim):
    def claimed(site, path, order):
        if order.id == bad:
            raise ValueError
        return claim(site, path, order)

    return claimed


def test_a_channel_that_is_gone_meanwhile_is_told(hub, june, made):
    lost = order_storage.Order(
        order_storage.new_id(), "0" * 32, "Borta", june.first, june.last, False, False, "", 0
    )
    order_storage.save_order(hub, lost)
    transaction.commit()
    assert made(lost.id).code == "gone"


def test_what_a_dead_worker_leaves_is_never_offered_and_begun_anew(hub, ordered, made, folder):
    begun = order_storage.update_order(
        hub, ordered, state="building", progress=40, attempt="before"
    )
    remains = folder / "socialhub-package-dead"
    remains.mkdir(parents=True)
    (remains / "uuid-1.zip").write_bytes(b"PK whole, as far as anybody knows")
    for start in (0, 5):
        order_storage.store_piece(hub, ordered, 1, start, remains / "uuid-1.zip")
    transaction.commit()
    assert download_links(hub, begun) == []
    order = made(ordered)
    assert (order.state, stored(hub), left(folder)) == ("ready", [(ordered, 1, 0)], [])


def test_a_folder_that_another_process_uses_is_left(ordered, made, folder):
    with scratch_folder() as theirs:
        made(ordered)
        assert left(folder) == [theirs.name]
    assert left(folder) == []


def old_package(hub, ordered, order):
    """Put a package where an earlier release kept it."""
    place = old_folder(hub) / ordered / order.attempt
    place.mkdir(parents=True)
    [blob] = order_storage.part_pieces(hub, ordered, 1).values()
    path = place / f"{order.parts[0]['id']}.zip"
    path.write_bytes(blob.open().read())
    order_storage.delete_pieces(hub, ordered)
    transaction.commit()
    return path


def test_the_worker_takes_in_what_an_earlier_release_has_made(hub, ordered, made, worker, folder):
    order = made(ordered)
    path = old_package(hub, ordered, order)
    (old_folder(hub) / "deleted").mkdir()
    data = path.read_bytes()
    assert download_links(hub, order) == []
    BuildChore()(worker)
    transaction.begin()
    [blob] = order_storage.part_pieces(hub, ordered, 1).values()
    assert (blob.open().read(), len(download_links(hub, order))) == (data, 1)
    assert left(old_folder(hub)) == []


def test_a_changed_file_is_not_taken_in_but_told(hub, ordered, made, worker):
    path = old_package(hub, ordered, made(ordered))
    path.write_bytes(path.read_bytes()[:-1])
    worker.chore = "packages"
    BuildChore()(worker)
    transaction.begin()
    assert (stored(hub), path.exists()) == ([], True)
    [fault] = all_faults(api.portal.get())
    assert (fault.path, fault.why[:29]) == (
        *(f"/plone/hub/@@packages/{ordered}", f"ChangedFile: The file {path}"[:29]),
    )


def test_a_worker_that_has_lost_its_turn_gives_nothing_away(
    hub, ordered, made, held, worker, make_worker, clock
):
    lost = BuildChore(held)
    lost(worker)
    clock.now += 2 * 3600
    other = make_worker("other")
    other.take_lease()
    order = made(ordered, worker=other)
    held.go.set()
    lost.build.join(30)
    transaction.begin()
    assert order_storage.find_order(hub, ordered) == order
    assert len(download_links(hub, order)) == 1


def test_another_site_waits_with_its_own_package_until_this_one_is_stored(
    ordered, made, held, worker, neighbour
):
    building = BuildChore(held)
    build = turn(building, worker)
    assert held.began.wait(30)
    assert (turn(building, neighbour), build.is_running()) == (build, True)
    held.go.set()
    build.join(30)
    assert turn(building, neighbour) is build
    assert made(ordered, building).state == "ready"
    theirs = turn(building, neighbour)
    assert theirs.hub_path == ("", "flen", "hub")
    theirs.join(30)
    assert (theirs.outcome["state"], turn(building, neighbour)) == ("ready", None)


def test_one_whose_site_is_served_no_more_keeps_no_other_waiting(
    ordered, held, worker, neighbour, folder
):
    building = BuildChore(held)
    lost = turn(building, worker)
    worker.is_served = False
    theirs = turn(building, neighbour)
    assert (theirs.worker, lost.is_running(), theirs.is_running()) == (neighbour, False, True)
    held.go.set()
    lost.join(30), theirs.join(30)
    assert (lost.outcome, turn(building, neighbour)) == ({"state": "waiting"}, None)
    assert left(folder) == []


def test_a_new_worker_of_its_site_begins_it_anew(ordered, made, held, worker):
    building = BuildChore(held)
    lost, new = turn(building, worker), Worker(worker.site, worker.lease, clock=worker.clock)
    assert (turn(building, new).worker, lost.is_running()) == (new, False)
    held.go.set()
    lost.join(30)
    assert made(ordered, building, new).state == "ready"


def test_files_go_once_the_archive_has_them(hub, ordered, made):
    made(ordered)
    note_receipt(hub, ordered, "2026-07-01", "Mottaget, 2026:17")
    remove_files(hub, ordered)
    transaction.commit()
    order = order_storage.find_order(hub, ordered)
    assert (stored(hub), order.state, order.receipt["note"]) == ([], "ready", "Mottaget, 2026:17")
    assert download_links(hub, order) == []
