"""Delivery to a folder of the archive on this machine, such as a mounted share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG
from uuid import uuid4

from .targets import (
    BROKEN,
    LARGEST_RECEIPT,
    MOST_RECEIPTS,
    NO_FOLDER,
    OTHER_FILE,
    Delivery,
    DeliveryFailed,
    Place,
    ReceiptFile,
    Target,
)


@contextmanager
def open_folder(target: Target) -> Iterator[Place]:
    """Open a target without a host. Raise DeliveryFailed if a folder does not exist."""
    folder, receipts = Path(target.folder), Path(target.receipt_folder)
    if not (folder.is_dir() and receipts.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise DeliveryFailed(NO_FOLDER)
    yield _Folder(folder, receipts)


class _Folder:
    def __init__(self, folder: Path, receipts: Path) -> None:
        self._folder, self._receipts = folder, receipts

    def put(self, file: Delivery) -> None:
        final = self._folder / file.name
        if os.path.lexists(final):
            _require_same(final, file)
            return
        part = self._folder / f".{file.name}.{uuid4().hex}.part"
        try:
            _write(part, file)
            part.rename(final)
            _sync(self._folder)
        finally:
            part.unlink(missing_ok=True)

    def receipt_files(self) -> Iterator[ReceiptFile]:
        with os.scandir(self._receipts) as found:
            files = [each for each in found if each.is_file(follow_symlinks=False)]
        facts = sorted(
            ((each.stat(follow_symlinks=False), each) for each in files),
            key=lambda each: -each[0].st_mtime,
        )
        small = [each for each in facts if 0 < each[0].st_size <= LARGEST_RECEIPT]
        for stat, each in small[:MOST_RECEIPTS]:
            stamp = stat.st_mtime, stat.st_size
            yield ReceiptFile(each.name, stamp, partial(_content, each.path))


def _write(part: Path, file: Delivery) -> None:
    digest, flags = sha256(), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with open(os.open(part, flags, 0o640), "wb") as out:
        for chunk in file.chunks():
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if (part.stat().st_size, digest.hexdigest()) != (file.size, file.sha256):
        raise DeliveryFailed(BROKEN)


def _require_same(final: Path, file: Delivery) -> None:
    """Raise DeliveryFailed unless the file that is there already is the one to be delivered."""
    if final.is_symlink() or not final.is_file():
        raise DeliveryFailed(OTHER_FILE)
    with final.open("rb") as found:
        if file_digest(found, "sha256").hexdigest() != file.sha256:
            raise DeliveryFailed(OTHER_FILE)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    with suppress(OSError):  # some network file systems cannot
        os.fsync(number)
    os.close(number)


def _content(path: str) -> bytes:
    """Return a file's content; empty if it has become a link, a pipe or too large."""
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        if not S_ISREG(os.fstat(file.fileno()).st_mode):
            return b""
        data = file.read(LARGEST_RECEIPT + 1)
        return data if len(data) <= LARGEST_RECEIPT else b""
