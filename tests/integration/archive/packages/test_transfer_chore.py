"""The worker delivers packages to the archive, and notes its receipts."""

import pytest
import transaction
from plone import api
from sftpserver import SftpServer

from katrineholm.socialhub.archive.packages import order_storage
from katrineholm.socialhub.archive.packages.order_storage import find_order
from katrineholm.socialhub.archive.packages.orders import (
    accept_receipt,
    cancel_order,
    invalidate_package,
    note_receipt,
    send_package,
)
from katrineholm.socialhub.archive.packages.targets import VARIABLE
from katrineholm.socialhub.archive.packages.transfer_chore import TransferChore
from katrineholm.socialhub.core.files.package_check import package_errors
from katrineholm.socialhub.refresh.chores import _do
from katrineholm.socialhub.refresh.faults import all_faults
from katrineholm.socialhub.site.pages.refusals import Refusal


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def target(tmp_path, inbox, monkeypatch):
    """A function that sets where packages go, by default a folder: ``target(host="…")``."""

    def target(**more):
        values = {"folder": str(inbox)} | more
        lines = [f"{name} = {value!r}".replace("'", '"') for name, value in values.items()]
        (tmp_path / "delivery.toml").write_text('["/plone"]\n' + "\n".join(lines))
        monkeypatch.setenv(VARIABLE, str(tmp_path / "delivery.toml"))

    return target


@pytest.fixture
def go(worker, clock):
    """A function that lets the chore run until its thread has ended and all is stored."""
    chore, ran = TransferChore(), {}

    def go(seconds=0):
        clock.now += seconds
        for _time in range(2):
            transaction.begin()
            _do(worker, "deliveries", chore, ran)
            for thread in chore.threads.values():
                thread.join(30)
        _do(worker, "deliveries", chore, ran)
        transaction.begin()

    return go


def faults():
    return {
        each.path.rpartition("@@packages/")[2]: each.why for each in all_faults(api.portal.get())
    }


def receipt(inbox, order, name="kvitto.txt"):
    text = "\n".join(f"{each['id']} {each['sha256']}" for each in order.parts)
    (inbox / name).write_text(f"Mottaget som 2026:17\n{text}")


def test_a_package_is_delivered_as_it_was_made_and_its_receipt_noted(
    hub, ordered, made, target, inbox, go
):
    target()
    order = made(ordered)
    assert order.is_to_send
    go()
    [file] = inbox.iterdir()
    assert file.name == f"{order.parts[0]['id']}.zip"
    assert list(package_errors(file, order.parts[0]["sha256"])) == []
    order = find_order(hub, ordered)
    assert (order.is_to_send, order.sent is None, order.receipt) == (False, False, None)
    receipt(inbox, order)
    go()
    assert find_order(hub, ordered).receipt is None
    go(600)
    found = find_order(hub, ordered).receipt
    assert found["note"].startswith("kvitto.txt: Mottaget som 2026:17 uuid-")
    assert found["by"] == ""
    assert faults() == {}


def test_it_is_delivered_by_sftp(hub, ordered, made, target, inbox, tmp_path, go):
    server = SftpServer(tmp_path)
    (tmp_path / "password").write_text("hemligt")
    login = {"user": "kommunen", "password_file": str(tmp_path / "password")}
    address = {"host": "127.0.0.1", "port": server.port, "host_key": server.host_key}
    target(**login, **address | {"folder": "/in"})
    try:
        order = made(ordered)
        go()
        receipt(inbox, order)
        go(600)
    finally:
        server.end()
    assert list(package_errors(inbox / f"{order.parts[0]['id']}.zip")) == []
    assert find_order(hub, ordered).receipt["note"].startswith("kvitto.txt")


def test_what_was_made_before_is_sent_when_somebody_asks(hub, ordered, made, target, inbox, go):
    made(ordered)
    target()
    go()
    assert list(inbox.iterdir()) == []
    send_package(hub, ordered)
    transaction.commit()
    go()
    assert len(list(inbox.iterdir())) == 1
    note_receipt(hub, ordered, "2026-08-01", "Mottaget")
    with pytest.raises(Refusal):
        send_package(hub, ordered)


def test_what_fails_is_told_and_tried_again_later_and_later(
    hub, ordered, made, target, inbox, go, worker, browse, archivist, clock
):
    target(folder=str(inbox / "gone"))
    made(ordered)
    go()
    [(path, why)] = faults().items()
    assert path == f"{ordered}/delivery"
    assert "not there" in why
    [fault] = all_faults(api.portal.get())
    assert (fault.chore, fault.times) == ("deliveries", 1)
    assert "Mappen för leveranser till arkivet finns inte" in browse(*archivist).get(
        "hub/@@packages"
    ).text.replace("&#246;", "ö")
    go()
    assert [each.times for each in all_faults(api.portal.get())] == [1]
    clock.now = fault.again
    go()
    [again] = all_faults(api.portal.get())
    assert (again.times, again.again - clock.now > fault.again - fault.since) == (2, True)
    target()
    clock.now = again.again
    go()
    assert (faults(), find_order(hub, ordered).sent) == ({}, clock.now)


def test_a_faulty_file_of_settings_is_told(hub, ordered, made, target, go):
    target(odd="x")
    made(ordered)
    go()
    assert "missing or bad value" in faults()[""]


def test_a_package_of_parts_needs_a_receipt_for_each(hub, ordered, made):
    order = made(ordered)
    parts = tuple({**order.parts[0], "id": f"uuid-{n}"} for n in (1, 2))
    order_storage.update_order(hub, ordered, parts=parts)
    accept_receipt(hub, ordered, "uuid-1", "a.txt: ja", 1_800_000_000)
    assert find_order(hub, ordered).receipt is None
    accept_receipt(hub, ordered, "uuid-2", "b.txt: ja", 1_800_000_000)
    assert find_order(hub, ordered).receipt["note"] == "a.txt: ja · b.txt: ja"
    accept_receipt(hub, "gone", "uuid-1", "x", 1)


def test_one_made_anew_is_delivered_anew(hub, ordered, made, target, inbox, go):
    target()
    made(ordered)
    go()
    invalidate_package(hub, find_order(hub, ordered), 1_800_000_000)
    transaction.commit()
    assert made(ordered).is_to_send
    go()
    assert len(list(inbox.iterdir())) == 2


def test_one_that_is_cancelled_meanwhile_leaves_no_fault(hub, ordered, made, target, inbox, go):
    target(folder=str(inbox / "gone"))
    made(ordered)
    order_storage.update_order(hub, ordered, kind="changes")
    transaction.commit()
    go()
    cancel_order(hub, ordered)
    transaction.commit()
    go()
    assert faults() == {}


def test_the_thread_ends_with_its_worker(hub, ordered, made, target, inbox, worker):
    target()
    made(ordered)
    chore = TransferChore()
    worker.stop.set()
    chore(worker)
    [thread] = chore.threads.values()
    thread.join(10)
    assert (thread.is_alive(), thread.is_sent, list(inbox.iterdir())) == (False, False, [])
