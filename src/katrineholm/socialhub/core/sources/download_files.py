"""The files of a download, all opened together, and none of them trusted.

Nothing is unpacked to disk: members are read from the archive one at a time, by their names.
"""

import re
import stat
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from ..files.xlsx_reader import is_workbook
from .download_errors import DownloadError
from .download_post import PICTURES

MOST_FILES = 50_000
MOST_DIRECTORY = 16 * 2**20  # bytes of a ZIP's list of files
MOST_TEXT = 256 * 2**20  # bytes of one file with posts
MOST_ALL_TEXT = 2**30
MOST_PICTURE = 10 * 2**20
# Repetitive texts grow a hundredfold; a bomb grows a thousandfold.
MOST_GROWTH, LITTLE = 300, 2**20
LOCKED = 0x1
END = b"PK\x05\x06"
# Of ZIP64: its end record, and the locator of that right before the usual end record.
LARGE_END, LARGE_LOCATOR = b"PK\x06\x06", b"PK\x06\x07"
LARGE_SIZE, LOCATOR_SIZE = 56, 20
MOST_FOLDERS = 12  # of a picture's path that are compared
ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
TEXTS = (".json", ".js", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file, with its name and a seekable stream."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the download; a file that was uploaded without an archive has a ``stream``."""

    path: str
    size: int
    archive: ZipFile | None = None
    info: ZipInfo | None = None
    stream: IO[bytes] | None = None


@dataclass(slots=True)
class Download:
    """The members of all uploaded files together, keyed by path."""

    members: dict[str, Member]
    # Pictures' paths, keyed by their endings of a few folders.
    by_ending: dict[str, str] = field(default_factory=dict)

    def picture(self, path: str) -> bytes | None:
        """Return a picture's content by its path in a post; None if missing or too large."""
        member = self._nearest(path)
        if member is None or member.size > MOST_PICTURE:
            return None
        with open_member(member) as stream:
            return stream.read(MOST_PICTURE + 1)

    def has(self, path: str) -> bool:
        """Return whether the download has the picture with this path in a post."""
        return self._nearest(path) is not None

    def _nearest(self, path: str) -> Member | None:
        """Return the member whose path ends with this one, or the other way round."""
        path = path.lstrip("/")
        endings = _endings(path)
        found = self.by_ending.get(path) or next((e for e in endings if e in self.members), None)
        return self.members[found] if found else None


@contextmanager
def open_download(uploads: Sequence[Upload]) -> Iterator[Download]:
    """Open uploaded files as one download. Raise DownloadError if one of them is not safe."""
    if not uploads:
        raise DownloadError("nothing")
    with ExitStack() as stack:
        members = [each for upload in uploads for each in _members(upload, stack)]
        by_path = {each.path: each for each in members}
        yield Download(by_path, _by_ending(by_path))


@contextmanager
def open_member(member: Member) -> Iterator[IO[bytes]]:
    """Open a member for reading; errors while reading are raised as DownloadError."""
    try:
        if member.archive is None or member.info is None:
            assert member.stream is not None
            member.stream.seek(0)
            yield member.stream
        else:
            with member.archive.open(member.info) as stream:
                yield stream
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise DownloadError("damaged", path=member.path) from error


def check_sizes(members: Sequence[Member]) -> None:
    """Raise DownloadError if members are too large when unpacked, as stated in their ZIP."""
    for each in members:
        if each.size > MOST_TEXT or _grows(each.info):
            raise DownloadError("bomb", name=each.path.partition("/")[0], path=each.path)
    if sum(each.size for each in members) > MOST_ALL_TEXT:
        raise DownloadError("too_large", limit=MOST_ALL_TEXT // 2**20)


def _by_ending(paths: Iterable[str]) -> dict[str, str]:
    pictures = [path for path in paths if PurePosixPath(path).suffix.lower() in PICTURES]
    return {end: path for path in sorted(pictures, key=len) for end in _endings(path)}


def _endings(path: str) -> list[str]:
    """Return the path's endings of a few folders, the longest first."""
    parts = path.rsplit("/", MOST_FOLDERS)
    return ["/".join(parts[at:]) for at in range(len(parts))]


def _members(upload: Upload, stack: ExitStack) -> list[Member]:
    upload.stream.seek(0)
    begins = upload.stream.read(512)
    if begins[:2] == b"PK":
        return _in_zip(upload, stack)
    if begins.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise DownloadError("html", name=upload.name)
    name = PurePosixPath(upload.name.replace("\\", "/")).name
    if not name.lower().endswith(TEXTS):
        raise DownloadError("not_a_zip" if name.lower().endswith(".zip") else "kind", name=name)
    return [Member(name, upload.stream.seek(0, 2), stream=upload.stream)]


def _in_zip(upload: Upload, stack: ExitStack) -> list[Member]:
    _check_directory(upload)
    try:
        archive = stack.enter_context(ZipFile(upload.stream))
    except (BadZipFile, LargeZipFile, ValueError, OSError, struct.error) as error:
        raise DownloadError("not_a_zip", name=upload.name) from error
    for info in archive.infolist():
        _check(upload.name, info)
    if is_workbook(archive):
        check_sizes([_member(archive, info) for info in archive.infolist()])
        name = PurePosixPath(upload.name.replace("\\", "/")).stem
        return [Member(f"{name}.xlsx", upload.stream.seek(0, 2), stream=upload.stream)]
    infos = [each for each in archive.infolist() if not each.is_dir()]
    return [_member(archive, each) for each in infos]


def _member(archive: ZipFile, info: ZipInfo) -> Member:
    return Member(info.filename, info.file_size, archive, info)


def _check_directory(upload: Upload) -> None:
    """Check the size of the central directory before it is read into memory."""
    size = upload.stream.seek(0, 2)
    upload.stream.seek(max(size - 2**16 - 22 - LOCATOR_SIZE - LARGE_SIZE, 0))
    end = upload.stream.read()
    at = end.rfind(END)
    if at < 0 or len(end) < at + 22:
        raise DownloadError("not_a_zip", name=upload.name)
    *_, files, length, _offset = struct.unpack("<4H2L", end[at + 4 : at + 20])
    if end[max(at - LOCATOR_SIZE, 0) : at].startswith(LARGE_LOCATOR):
        files, length = _large(upload.name, end[:at], before=size - len(end))
    if files > MOST_FILES or length > MOST_DIRECTORY:
        raise DownloadError("too_many", name=upload.name, limit=MOST_FILES)


def _large(name: str, end: bytes, before: int) -> tuple[int, int]:
    """Return the number of files and the directory's size by the end record of ZIP64."""
    at = len(end) - LOCATOR_SIZE - LARGE_SIZE
    (place,) = struct.unpack("<Q", end[-12:-4])
    if at < 0 or place != before + at or not end[at:].startswith(LARGE_END):
        raise DownloadError("not_a_zip", name=name)
    files, length = struct.unpack("<2Q", end[at + 32 : at + 48])
    return files, length


def _check(name: str, info: ZipInfo) -> None:
    path = info.orig_filename
    parts = path.replace("\\", "/").split("/")
    if ABSOLUTE.match(path) or ".." in parts or "\0" in path:
        raise DownloadError("outside", name=name, path=path.partition("\0")[0])
    if stat.S_ISLNK(info.external_attr >> 16):
        raise DownloadError("link", name=name, path=path)
    if info.flag_bits & LOCKED:
        raise DownloadError("encrypted", name=name)


def _grows(info: ZipInfo | None) -> bool:
    if info is None or info.file_size < LITTLE:
        return False
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return True
    return info.file_size > MOST_GROWTH * max(info.compress_size, 1)
