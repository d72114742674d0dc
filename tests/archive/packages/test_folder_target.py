"""Delivery to a folder: whole, under its own name, or not at all."""

import os

import pytest

from katrineholm.socialhub.archive.packages.folder_target import open_folder
from katrineholm.socialhub.archive.packages.targets import LARGEST_RECEIPT, DeliveryFailed, Target


@pytest.fixture
def put(inbox):
    def put(file):
        with open_folder(Target(str(inbox))) as place:
            place.put(file)

    return put


def test_a_file_comes_whole_and_a_second_time_changes_nothing(inbox, put, parcel):
    put(parcel())
    [found] = inbox.iterdir()
    before = found.stat()
    assert (found.name, found.stat().st_size) == ("uuid-1.zip", parcel().size)
    put(parcel())
    assert found.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("chunks", [[b"PK"], [b"XX" * 50_000, b"slut"], []])
def test_one_that_is_not_as_it_was_made_leaves_nothing(inbox, put, parcel, chunks):
    with pytest.raises(DeliveryFailed, match="did not come whole"):
        put(parcel(chunks))
    assert list(inbox.iterdir()) == []


def test_an_interrupted_one_leaves_nothing(inbox, put, parcel):
    def broken():
        yield b"PK"
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        put(parcel(broken()))
    assert list(inbox.iterdir()) == []


@pytest.mark.parametrize("other", ["file", "link", "folder"])
def test_another_file_of_the_name_is_left_alone(inbox, tmp_path, put, parcel, other):
    path, elsewhere = inbox / "uuid-1.zip", tmp_path / "elsewhere"
    {
        "file": lambda: path.write_bytes(b"other"),
        "link": lambda: path.symlink_to(elsewhere),
        "folder": path.mkdir,
    }[other]()
    with pytest.raises(DeliveryFailed, match="another file"):
        put(parcel())
    assert not elsewhere.exists()


@pytest.mark.parametrize("missing", ["folder", "receipts"])
def test_a_folder_must_be_there(inbox, missing):
    values = {"folder": str(inbox), "receipts": str(inbox)} | {missing: str(inbox / "x")}
    with pytest.raises(DeliveryFailed, match="not there"), open_folder(Target(**values)):
        pass


def test_of_the_files_only_small_plain_ones_may_be_receipts(inbox, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (inbox / "kvitto.txt").write_text("ja")
    (inbox / "huge").write_bytes(b"x" * (LARGEST_RECEIPT + 1))
    (inbox / "empty").touch()
    (inbox / "link").symlink_to(tmp_path / "secret")
    (inbox / "folder").mkdir()
    os.mkfifo(inbox / "pipe")
    with open_folder(Target(str(inbox))) as place:
        assert [(each.name, each.read()) for each in place.receipt_files()] == [
            ("kvitto.txt", b"ja")
        ]


@pytest.mark.parametrize("becomes", ["link", "pipe", "huge"])
def test_a_receipt_that_becomes_something_else_is_not_read(inbox, tmp_path, becomes):
    path = inbox / "kvitto.txt"
    path.write_text("ja")
    (tmp_path / "secret").write_text("secret")
    with open_folder(Target(str(inbox))) as place:
        [found] = place.receipt_files()
        path.unlink()
        {
            "link": lambda: path.symlink_to(tmp_path / "secret"),
            "pipe": lambda: os.mkfifo(path),
            "huge": lambda: path.write_bytes(b"x" * (LARGEST_RECEIPT + 1)),
        }[becomes]()
        try:
            assert found.read() == b""
        except OSError:
            assert becomes == "link"
