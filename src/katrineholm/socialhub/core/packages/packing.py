"""The creation of a package from its items as they come."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from . import dublincore, mets, premis, xsd
from .archive import Archive, created
from .mets import Group, Metadata
from .model import About, Event, File, Item, Stopped
from .rows import Rows, rows_of
from .xmlout import Told, chunks

POSTS = "representations/posts"
XML = "application/xml"


def pack(
    target: Path,
    about: About,
    items: Iterable[Item],
    events: Callable[[], Iterable[Event]],
    *,
    is_stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Write a package as a ZIP file; return the number of its files.

    Items are in ``documentation/``, in ``schemas/`` or in ``representations/posts/data/``.
    ``events()`` returns the events of the records. Raise PackageInterrupt if it is stopped
    meanwhile: then, and if anything fails, there is no file. Raise SchemaMissing before all else.
    """

    def check() -> None:
        if is_stopped():
            raise Stopped

    with created(target, about.identifier, about.made) as archive, rows_of(File) as files:
        return _Package(archive, about, files, check).fill(items, events)


class _Package:
    def __init__(
        self, archive: Archive, about: About, files: Rows[File], check: Callable[[], None]
    ) -> None:
        self._archive = archive
        self._about = about
        self._files = files
        self._check = check
        self._number = 0

    def fill(self, items: Iterable[Item], events: Callable[[], Iterable[Event]]) -> int:
        schemas = xsd.paths()
        for item in items:
            self._put(item)
        for path in schemas:
            self._put(Item(f"schemas/{path.name}", XML, [path.read_bytes()]))
        self._describe_posts(events)
        self._describe_whole()
        return self._number

    def _put(self, item: Item) -> File:
        self._check()
        file = self._archive.put(item, self._check)
        self._files.add(file)
        self._number += 1
        return file

    def _describe_posts(self, events: Callable[[], Iterable[Event]]) -> None:
        about, data = self._about, partial(self._below, f"{POSTS}/data", f"{POSTS}/")
        path = f"{POSTS}/metadata/preservation/premis.xml"
        kept = self._write(path, lambda out: premis.write(out, about, data(), events()))
        metadata = [Metadata(_relative(kept, f"{POSTS}/"), "PREMIS")]
        groups = [Group("Data", data())]
        document = chunks(lambda out: mets.write(out, about, "posts", metadata, groups))
        self._put(Item(f"{POSTS}/METS.xml", XML, document))

    def _describe_whole(self) -> None:
        about, own = self._about, f"{POSTS}/METS.xml"
        packed = Event(about.identifier, "packing", about.made, about.name)
        dc = self._write("metadata/descriptive/dc.xml", lambda out: dublincore.write(out, about))
        history = self._write(
            "metadata/preservation/premis.xml",
            lambda out: premis.write(out, about, (), [packed]),
        )
        metadata = [Metadata(dc, "DC"), Metadata(history, "PREMIS")]
        groups = [
            Group("Documentation", self._below("documentation")),
            Group("Schemas", self._below("schemas")),
            Group("Representations/posts", (each for each in self._files if each.path == own), own),
        ]
        name = about.identifier
        self._write("METS.xml", lambda out: mets.write(out, about, name, metadata, groups))

    def _write(self, path: str, write: Told) -> File:
        self._number += 1
        return self._archive.put(Item(path, XML, chunks(write)), self._check)

    def _below(self, folder: str, start: str = "") -> Iterator[File]:
        return (
            _relative(each, start) for each in self._files if each.path.startswith(f"{folder}/")
        )


def _relative(file: File, start: str) -> File:
    return File(file.path.removeprefix(start), file.type, file.size, file.sha256)
