"""The creation of a package from an iterable of files."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from . import mets, package_model, premis
from .mets import Group, Metadata
from .package_model import PackageFile, PackageInfo, PackageInterrupt, PackageItem, RecordEvent
from .package_zip import PackageZip, open_package_zip
from .xml_stream import XmlWriter, xml_chunks

POSTS = "representations/posts"
SUMS = "documentation/sha256sum.txt"
XML = "application/xml"


def write_package(
    target: Path,
    about: PackageInfo,
    items: Iterable[PackageItem],
    events: Callable[[], Iterable[RecordEvent]],
    *,
    is_stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Write a package as a ZIP file; return the number of its files.

    Items are in ``documentation/``, in ``schemas/`` or in ``representations/posts/data/``.
    ``events()`` returns the events of the records. Raise PackageInterrupt if ``is_stopped()``
    becomes true; then, as after any error, no file is left. Raise SchemaMissing at the start.
    """

    def check() -> None:
        if is_stopped():
            raise PackageInterrupt

    with (
        open_package_zip(target, about.identifier, about.made) as archive,
        TemporaryFile("w+", encoding="utf-8") as stream,
    ):
        return _Package(archive, about, FileList(stream), check).fill(items, events)


class FileList:
    """A list of a package's files in a temporary file, as there may be too many for the memory."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def add(self, file: PackageFile) -> None:
        """Append a file to the list."""
        self._stream.seek(0, 2)
        self._stream.write(json.dumps(astuple(file)) + "\n")

    def __iter__(self) -> Iterator[PackageFile]:
        """Yield every file from the first one on; only one loop at a time."""
        self._stream.seek(0)
        for line in self._stream:
            yield PackageFile(*json.loads(line))


@dataclass
class _Package:
    archive: PackageZip
    about: PackageInfo
    files: FileList
    check: Callable[[], None]
    number: int = 0

    def fill(
        self, items: Iterable[PackageItem], events: Callable[[], Iterable[RecordEvent]]
    ) -> int:
        schemas = package_model.schema_paths()
        for item in items:
            self._put(item)
        for path in schemas:
            self._put(PackageItem(f"schemas/{path.name}", XML, [path.read_bytes()]))
        self._describe_whole(self._describe_posts(events))
        return self.number

    def _put(self, item: PackageItem) -> PackageFile:
        self.check()
        file = self.archive.put(item, self.check)
        self.files.add(file)
        self.number += 1
        return file

    def _describe_posts(self, events: Callable[[], Iterable[RecordEvent]]) -> PackageFile:
        """Write what describes the posts; return their PREMIS, which is in no group of files."""
        about, data = self.about, partial(self._below, f"{POSTS}/data", f"{POSTS}/")
        path = f"{POSTS}/metadata/preservation/premis.xml"
        kept = self._write(path, lambda out: premis.write_premis(out, about, data(), events()))
        metadata = [Metadata(_relative(kept, f"{POSTS}/"), "PREMIS")]
        groups = [Group("Data", data())]
        document = xml_chunks(lambda out: mets.write_mets(out, about, "posts", metadata, groups))
        self._put(PackageItem(f"{POSTS}/METS.xml", XML, document))
        return kept

    def _describe_whole(self, posts: PackageFile) -> None:
        about, own = self.about, f"{POSTS}/METS.xml"
        packed = RecordEvent(about.identifier, "packing", about.made, about.name)
        dc = self._write(
            "metadata/descriptive/dc.xml", lambda out: premis.write_dublin_core(out, about)
        )
        history = self._write(
            "metadata/preservation/premis.xml",
            lambda out: premis.write_premis(out, about, (), [packed]),
        )
        sums = _sum_lines(chain(self.files, (posts, dc, history)))
        self._put(PackageItem(SUMS, "text/plain", sums))
        metadata = [Metadata(dc, "DC"), Metadata(history, "PREMIS")]
        groups = [
            Group("Documentation", self._below("documentation")),
            Group("Schemas", self._below("schemas")),
            Group("Representations/posts", (each for each in self.files if each.path == own), own),
        ]
        name = about.identifier
        self._write("METS.xml", lambda out: mets.write_mets(out, about, name, metadata, groups))

    def _write(self, path: str, write: XmlWriter) -> PackageFile:
        self.number += 1
        return self.archive.put(PackageItem(path, XML, xml_chunks(write)), self.check)

    def _below(self, folder: str, start: str = "") -> Iterator[PackageFile]:
        return (_relative(each, start) for each in self.files if each.path.startswith(f"{folder}/"))


def _sum_lines(files: Iterable[PackageFile]) -> Iterator[bytes]:
    """Yield a line of each file, as ``sha256sum --check`` reads them in the package's folder."""
    return (f"{each.sha256}  {each.path}\n".encode() for each in files)


def _relative(file: PackageFile, start: str) -> PackageFile:
    return replace(file, path=file.path.removeprefix(start))
