"""A ZIP file that is written as a stream, and gets its name only when it is complete."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .formats import LOOKED_AT, pronom_id
from .package_model import PackageFile, PackageItem

# Already compressed: to do it again would only cost time.
COMPRESSED = ("image/", "video/", "audio/", "application/zip")


class PackageZip:
    """The ZIP file of a package, with everything in a folder named by the package's identifier."""

    def __init__(self, zipped: ZipFile, folder: str, made: datetime) -> None:
        self._zipped = zipped
        self._folder = folder
        self._made = made.timetuple()[:6]

    def put(self, item: PackageItem, check: Callable[[], None] = lambda: None) -> PackageFile:
        """Write a file chunk by chunk; ``check`` is called before each chunk, and may raise."""
        size, digest, start, chunk = 0, sha256(), b"", b""
        with self._zipped.open(self._info(item), "w", force_zip64=True) as target:
            for chunk in item.chunks:
                check()
                size += len(chunk)
                digest.update(chunk)
                target.write(chunk)
                if len(start) < LOOKED_AT:
                    start += chunk[:LOOKED_AT]
        puid = pronom_id(start, chunk[-LOOKED_AT:], item.type)
        return PackageFile(item.path, item.type, size, digest.hexdigest(), puid)

    def _info(self, item: PackageItem) -> ZipInfo:
        info = ZipInfo(f"{self._folder}/{item.path}", self._made)
        info.compress_type = ZIP_STORED if item.type.startswith(COMPRESSED) else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info


@contextmanager
def open_package_zip(target: Path, folder: str, made: datetime) -> Iterator[PackageZip]:
    """Create a package's ZIP file; if anything fails, an older file at the path is left alone."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as stream:
            with ZipFile(stream, "w") as zipped:
                yield PackageZip(zipped, folder, made)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
