"""An archive of a hub's data as JSON lines and files: a tar file, written and read as a stream.

It contains ``about.json``, JSON lines in ``*.jsonl``, and files below ``files/``, each named by the
SHA-256 of its bytes. The last file is ``manifest.jsonl``, which lists the path, size and SHA-256 of
all the others in their order.
"""

import json
import os
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from ZODB.blob import Blob

from .json_lines import json_line, json_object
from .json_values import TransferError

FORMAT, VERSION = "katrineholm.socialhub.hub", 1
ABOUT, MANIFEST = "about.json", "manifest.jsonl"
FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
NAME = re.compile(r"(?:books/)?[a-z0-9_.-]+\.jsonl")
CHUNK = 2**16
MAX_ABOUT = 2**16  # bytes of about.json
MAX_LINE = 2**26  # bytes of a line


class HubArchive:
    """A hub archive that is being written."""

    def __init__(self, tar: tarfile.TarFile, listed: IO[bytes], folder: Path) -> None:
        self._tar, self._listed, self._folder = tar, listed, folder

    def add_blob(self, blob: Blob) -> str:
        """Add a file to the archive, and return the SHA-256 of its bytes."""
        with blob.open() as file:
            digest, size = _hash_and_size(file)
            file.seek(0)
            self._put(file_path(digest), file, size, digest)
        return digest

    def put_lines(self, path: str, lines: Iterable[bytes]) -> None:
        """Add a file of lines; files that are added while these are generated come before it."""
        digest = sha256()
        with TemporaryFile(dir=self._folder) as file:
            for line in lines:
                digest.update(line)
                file.write(line)
            size = file.tell()
            file.seek(0)
            self._put(path, file, size, digest.hexdigest())

    def _put(self, path: str, file: IO[bytes], size: int, digest: str) -> None:
        self._add(path, file, size)
        self._listed.write(json_line({"path": path, "size": size, "sha256": digest}))

    def _add(self, path: str, file: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(path)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, file)
        _clear_members(self._tar)

    def finish(self) -> None:
        """Add the manifest, a list of all files, as the last file."""
        size = self._listed.tell()
        self._listed.seek(0)
        self._add(MANIFEST, self._listed, size)


@contextmanager
def new_archive(target: Path, about: dict[str, Any]) -> Iterator[HubArchive]:
    """Create an archive with ``about`` in its first file; if anything fails, no file is left."""
    if target.exists():
        raise TransferError(f"{target} is there already.")
    part = target.with_name(f"{target.name}.part")
    content = {"format": FORMAT, "version": VERSION, **about}
    try:
        with part.open("wb") as stream:
            os.chmod(part, 0o600)  # it has secret data
            folder = target.parent
            with tarfile.open(fileobj=stream, mode="w") as tar, TemporaryFile(dir=folder) as listed:
                archive = HubArchive(tar, listed, folder)
                archive.put_lines(ABOUT, [json_line(content)])
                yield archive
                archive.finish()
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unpack_archive(
    source: Path, folder: Path, check: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Unpack a hub archive into an empty folder, and return the content of its ``about.json``.

    Raise TransferError unless it is complete, of this format, and contains nothing else. ``check``
    is called from time to time, and may raise.
    """
    try:
        with tarfile.open(source, "r:") as tar, TemporaryFile(dir=folder) as listed:
            member = tar.next()
            about = _archive_info(tar, member, source)
            while member and member.name != MANIFEST:
                check()
                listed.write(json_line(_unpack_member(tar, member, folder)))
                _clear_members(tar)
                member = tar.next()
            if not member or not _is_regular_file(member):
                raise TransferError(f"{source} is cut short: its list of files is missing.")
            _write_member(tar, member, folder)
            if tar.next():
                raise TransferError(f"{source} goes on behind its list of files.")
            listed.seek(0)
            _compare_manifest(folder / MANIFEST, listed)
    except (tarfile.TarError, EOFError):
        raise TransferError(f"{source} is no archive of a hub, or is damaged.") from None
    return about


def manifest_items(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the path, size and SHA-256 of each file in an unpacked archive's manifest."""
    for line in file_lines(folder / MANIFEST):
        yield dict(json_object(line))


def manifest_hash(folder: Path) -> str:
    """Return the SHA-256 of an unpacked archive's manifest, which covers the whole archive."""
    with (folder / MANIFEST).open("rb") as file:
        return _hash_and_size(file)[0]


def file_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file. Raise TransferError if one is too long or cut short."""
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE):
            if not line.endswith(b"\n"):
                raise TransferError(f"A line of {path.name} is too long, or cut short.")
            yield line


def file_path(digest: str) -> str:
    """Return the path in an archive of the file with this SHA-256."""
    return f"files/{digest[:2]}/{digest}"


def unpacked_file(folder: Path, digest: Any) -> Path:
    """Return the path of an unpacked file by its SHA-256. Raise TransferError if it is missing."""
    path = file_path(digest) if isinstance(digest, str) else ""
    if not FILE.fullmatch(path) or not (folder / path).is_file():
        raise TransferError("it names a file that is not in the archive")
    return folder / path


def blob_hash(blob: Blob) -> str:
    """Return the SHA-256 of a blob's bytes."""
    with blob.open() as file:
        return _hash_and_size(file)[0]


def _archive_info(
    tar: tarfile.TarFile, first: tarfile.TarInfo | None, source: Path
) -> dict[str, Any]:
    """Return the content of the first file; checked first, as another version may differ in all."""
    file = (
        tar.extractfile(first)
        if first and _is_regular_file(first) and first.name == ABOUT
        else None
    )
    try:
        about = json.loads(file.read(MAX_ABOUT)) if file else None
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise TransferError(f"{source} is no archive of a hub.")
    if about.get("version") != VERSION:
        version = f"{about.get('version')!r}"[:20]
        raise TransferError(
            f"{source} is of version {version} of the format; version {VERSION} is read."
        )
    return about


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> dict[str, Any]:
    name, target = member.name, folder / member.name
    if not _is_regular_file(member) or not (
        name == ABOUT or NAME.fullmatch(name) or FILE.fullmatch(name)
    ):
        raise TransferError(f"The archive holds what does not belong in one: {name[:100]!r}.")
    named = FILE.fullmatch(name)
    if target.exists() and not named:
        raise TransferError(f"The archive holds {name} twice.")
    digest = _write_member(tar, member, folder)
    if named and named[2] != digest:
        raise TransferError(f"The file {name} in the archive is not what it was.")
    return {"path": name, "size": member.size, "sha256": digest}


def _is_regular_file(member: tarfile.TarInfo) -> bool:
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()


def _write_member(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    target, file = folder / member.name, tar.extractfile(member)
    assert file is not None  # it is a plain file
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as kept:
        digest, size = _hash_and_size(file, kept)
    if size != member.size:
        raise TransferError(f"The archive is cut short in {member.name}.")
    return digest


def _clear_members(tar: tarfile.TarFile) -> None:
    vars(tar)["members"].clear()  # missing in its types


def _compare_manifest(manifest: Path, found: IO[bytes]) -> None:
    for listed, line in zip_longest(file_lines(manifest), found):
        if listed != line:
            name = json_object(line or listed).get("path")
            raise TransferError(f"The file {name} in the archive is not as its list of files says.")


def _hash_and_size(file: IO[bytes], copy: IO[bytes] | None = None) -> tuple[str, int]:
    digest, size = sha256(), 0
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy:
            copy.write(chunk)
    return digest.hexdigest(), size
