"""The worker makes packages: of one moment, whole or not at all."""

import errno
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import Event

import pytest
import transaction
from plone import api

from katrineholm.socialhub.archive.packages import build_chore, order_storage
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
    package_folder,
    part_file,
)
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.refresh.faults import all_faults

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


def failing(error):
    def fail(scope, folder, **options):
        (folder / "uuid-1.zip.part").write_bytes(b"half")
        raise error

    return fail


def left(hub):
    folder = package_folder(hub)
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_package_is_made_as_it_was_ordered(hub, ordered, made, worker):
    order = made(ordered)
    assert (order.state, order.progress, order.code) == ("ready", 100, "")
    path = part_file(hub, order, 1)
    [part] = order.parts
    assert part == {
        "id": path.stem,
        "size": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
    }
    assert list(package_errors(path)) == []


def test_its_set_is_of_one_moment(hub, ordered, made, held, worker, keep, posts):
    building = BuildChore(held)
    building(worker)
    assert held.began.wait(30)
    keep(hub.kultur.bloggen, title="Kom medan det packades", published=LATE_IN_JUNE)
    transaction.commit()
    held.go.set()
    order = made(ordered, building)
    assert len(posts(part_file(hub, order, 1))) == 3


def test_one_that_is_cancelled_is_not_made_and_leaves_nothing(hub, ordered, made, held, worker):
    building = BuildChore(held)
    building(worker)
    cancel_order(hub, ordered)
    transaction.commit()
    building(worker)
    held.go.set()
    assert made(ordered, building) is None
    made(ordered, building)
    assert left(hub) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (PermissionError(errno.EACCES, "Permission denied"), "no_folder"),
        (PackageRefused("no number"), "no_number"),
        (ValueError("odd"), "fault"),
    ],
)
def test_what_goes_wrong_is_told_and_can_be_tried_again(hub, ordered, made, worker, error, code):
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
    assert len(left(hub)) == 1


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


def died_when_it_was_claimed(folder):
    pass


def died_with_half_a_file(folder):
    (folder / "uuid-1.zip.part").write_bytes(b"PK half")


def died_before_it_was_noted(folder):
    (folder / "uuid-1.zip").write_bytes(b"PK whole, as far as anybody knows")


@pytest.mark.parametrize(
    "died", [died_when_it_was_claimed, died_with_half_a_file, died_before_it_was_noted]
)
def test_what_a_dead_worker_leaves_is_never_offered_and_begun_anew(hub, ordered, made, died):
    begun = order_storage.update_order(
        hub, ordered, state="building", progress=40, attempt="before"
    )
    folder = package_folder(hub) / ordered / "before"
    folder.mkdir(parents=True)
    died(folder)
    transaction.commit()
    assert part_file(hub, begun, 1) is None
    order = made(ordered)
    assert (order.state, left(hub)) == ("ready", [f"{order.parts[0]['id']}.zip"])


def test_a_worker_that_has_lost_its_turn_gives_nothing_away(
    hub, ordered, made, held, worker, make_worker, clock
):
    lost = BuildChore(held)
    lost(worker)
    clock.now += 3600
    other = make_worker("other")
    other.take_lease()
    order = made(ordered, worker=other)
    held.go.set()
    lost.build.join(30)
    transaction.begin()
    assert order_storage.find_order(hub, ordered) == order
    assert part_file(hub, order, 1) is not None


def test_files_go_once_the_archive_has_them(hub, ordered, made, worker):
    made(ordered)
    note_receipt(hub, ordered, "2026-07-01", "Mottaget, 2026:17")
    remove_files(hub, ordered)
    transaction.commit()
    BuildChore()(worker)
    order = order_storage.find_order(hub, ordered)
    assert (left(hub), order.state, order.receipt["note"]) == ([], "ready", "Mottaget, 2026:17")
    assert part_file(hub, order, 1) is None
