"""The worker makes packages: of one moment, whole or not at all."""

import errno
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import Event

import pytest
import transaction
from plone import api

from katrineholm.socialhub.archive.orders import book, building
from katrineholm.socialhub.archive.orders.asking import (
    again,
    cancel,
    note_receipt,
    order,
    remove_files,
)
from katrineholm.socialhub.archive.orders.building import Building
from katrineholm.socialhub.archive.orders.place import file_of, folder_of
from katrineholm.socialhub.archive.orders.told import REASONS
from katrineholm.socialhub.archive.packing.delivery import NotReady, deliver
from katrineholm.socialhub.core.packages.checking import faults
from katrineholm.socialhub.refresh.faults import every

LATE_IN_JUNE = datetime(2026, 6, 20, tzinfo=UTC)


class Held:
    """Makes packages, but waits in the middle until it is let go."""

    def __init__(self):
        self.began, self.go = Event(), Event()

    def __call__(self, scope, folder, **options):
        self.began.set()
        assert self.go.wait(30)
        return deliver(scope, folder, **options)


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
    folder = folder_of(hub)
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_package_is_made_as_it_was_ordered(hub, ordered, made, worker):
    order = made(ordered)
    assert (order.state, order.progress, order.code) == ("ready", 100, "")
    path = file_of(hub, order, 1)
    [part] = order.parts
    assert part == {
        "id": path.stem,
        "size": path.stat().st_size,
        "sha256": sha256(path.read_bytes()).hexdigest(),
    }
    assert list(faults(path)) == []


def test_its_set_is_of_one_moment(hub, ordered, made, held, worker, keep, posts):
    building = Building(held)
    building(worker)
    assert held.began.wait(30)
    keep(hub.kultur.bloggen, title="Kom medan det packades", published=LATE_IN_JUNE)
    transaction.commit()
    held.go.set()
    order = made(ordered, building)
    assert len(posts(file_of(hub, order, 1))) == 3


def test_one_that_is_cancelled_is_not_made_and_leaves_nothing(hub, ordered, made, held, worker):
    building = Building(held)
    building(worker)
    cancel(hub, ordered)
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
        (NotReady("no number"), "no_number"),
        (ValueError("odd"), "fault"),
    ],
)
def test_what_goes_wrong_is_told_and_can_be_tried_again(hub, ordered, made, worker, error, code):
    worker.chore = "packages"
    order = made(ordered, Building(failing(error)))
    assert (order.state, order.code, order.parts) == ("failed", code, ())
    [fault] = every(api.portal.get())
    assert (fault.chore, fault.path) == ("packages", f"/plone/hub/@@packages/{ordered}")
    assert fault.why == {"fault": "ValueError: odd"}.get(code, str(REASONS[code]))
    again(hub, ordered)
    transaction.commit()
    assert list(every(api.portal.get())) == []
    assert made(ordered).state == "ready"
    assert len(left(hub)) == 1


def test_one_that_cannot_be_begun_or_ended_keeps_no_other_waiting(
    hub, ordered, june, made, worker, monkeypatch
):
    bad, good = ordered, order(hub, replace(june, last="2026-06-29")).id
    transaction.commit()
    worker.chore, claim = "packages", building._claim
    monkeypatch.setattr(building, "_claim", broken_for(bad, claim))
    assert made(good).state == "ready"
    assert book.one(hub, bad).state == "waiting"
    assert [each.path for each in every(worker.site)] == [f"/plone/hub/@@packages/{bad}"]


def broken_for(bad, claim):
    def claimed(site, path, order):
        if order.id == bad:
            raise ValueError
        return claim(site, path, order)

    return claimed


def test_a_channel_that_is_gone_meanwhile_is_told(hub, june, made):
    lost = book.Order(book.new_id(), "0" * 32, "Borta", june.first, june.last, False, False, "", 0)
    book.put(hub, lost)
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
    begun = book.changed(hub, ordered, state="building", progress=40, attempt="before")
    folder = folder_of(hub) / ordered / "before"
    folder.mkdir(parents=True)
    died(folder)
    transaction.commit()
    assert file_of(hub, begun, 1) is None
    order = made(ordered)
    assert (order.state, left(hub)) == ("ready", [f"{order.parts[0]['id']}.zip"])


def test_a_worker_that_has_lost_its_turn_gives_nothing_away(
    hub, ordered, made, held, worker, make_worker, clock
):
    lost = Building(held)
    lost(worker)
    clock.now += 3600
    other = make_worker("other")
    other.take_lease()
    order = made(ordered, worker=other)
    held.go.set()
    lost.build.join(30)
    transaction.begin()
    assert book.one(hub, ordered) == order
    assert file_of(hub, order, 1) is not None


def test_files_go_once_the_archive_has_them(hub, ordered, made, worker):
    made(ordered)
    note_receipt(hub, ordered, "2026-07-01", "Mottaget, 2026:17")
    remove_files(hub, ordered)
    transaction.commit()
    Building()(worker)
    order = book.one(hub, ordered)
    assert (left(hub), order.state, order.receipt["note"]) == ([], "ready", "Mottaget, 2026:17")
    assert file_of(hub, order, 1) is None
