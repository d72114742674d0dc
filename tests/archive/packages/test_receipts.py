"""What counts as a receipt: any file with a package's identifier and its SHA-256."""

import pytest

from katrineholm.socialhub.archive.packages.order_storage import Order
from katrineholm.socialhub.archive.packages.receipts import found_receipts
from katrineholm.socialhub.archive.packages.targets import ReceiptFile

ID, DIGEST = "uuid-1", "ab" * 32
ORDER = Order(
    *("o", "u", "Bloggen", "2026-01-01", "2026-06-30", False, False, "", 0),
    parts=({"id": ID, "size": 1, "sha256": DIGEST},),
)
YES = f"Mottaget: {ID}.zip, SHA-256 {DIGEST}, leverans 2026:17."


def found(data, name="kvitto.txt", seen=None, order=ORDER):
    files = [ReceiptFile(name, (1.0, len(data)), lambda: data)]
    return list(found_receipts([order], files, set() if seen is None else seen))


@pytest.mark.parametrize(
    "data",
    [
        YES.encode(),
        YES.upper().replace("UUID", "uuid").encode(),
        YES.encode("utf-16"),
        f"<kvitto><paket>{ID}</paket><hash>{DIGEST}</hash>åäö</kvitto>".encode("latin-1"),
        b"\x00\xff\xfe" * 1000 + YES.encode(),
    ],
)
def test_what_has_both_is_one_whatever_it_is_otherwise(data):
    [receipt] = found(data)
    assert (receipt.order, receipt.part) == ("o", ID)
    assert receipt.note.startswith("kvitto.txt: ")


@pytest.mark.parametrize(
    "data", [b"", ID.encode(), DIGEST.encode(), f"{ID} {'ac' * 32}".encode(), b"\x00" * 2**20]
)
def test_what_lacks_one_of_them_is_none(data):
    assert found(data) == []


def test_its_name_and_text_are_noted_shortly_and_without_tricks():
    name = "../../etc/<script>alert(1)\n\x1b[31m" + "n" * 300
    [receipt] = found(f"<b>{YES}</b>\u202e\x00{'x' * 10_000}".encode(), name)
    assert receipt.note.startswith("../../etc/ script alert(1)")
    assert len(receipt.note) < 1000
    assert not {"<", ">", "\n", "\x1b", "\x00", "\u202e"} & {*receipt.note}
    assert "Mottaget: uuid-1.zip" in receipt.note


def test_a_file_is_read_again_only_if_it_or_what_is_waited_for_changes():
    seen, files = set(), []

    def read():
        files.append(1)
        return b"nothing"

    for size in (7, 7, 8):
        assert list(found_receipts([ORDER], [ReceiptFile("x", (1.0, size), read)], seen)) == []
    assert len(files) == 2
    assert len(found(YES.encode(), seen=seen)) == len(found(YES.encode(), seen=seen)) == 1


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_read():
    def broken():
        raise PermissionError

    files = [ReceiptFile("x", (1.0, 1), broken), ReceiptFile("y", (1.0, 1), YES.encode)]
    assert [each.note[:2] for each in found_receipts([ORDER], files, set())] == ["y:"]
