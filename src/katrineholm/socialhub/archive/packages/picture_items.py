"""The pictures of a package: those that visitors see, and the originals they were made from."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...core.files.package_model import PackageItem, RecordEvent
from ...core.timeline.layout import Entry
from ...core.timeline.originals import StoredOriginal, stored_original
from ...core.timeline.pictures import picture_file, stored_pictures
from ...core.timeline.store import Timeline
from .post_article import entry_pictures, original_name

CHUNK = 2**16
DESCRIPTION = 1024  # bytes for a file in METS, in PREMIS and in the ZIP file's directory
Pictures = Callable[[Entry], list[dict[str, Any]]]


def pictures_size(timeline: Timeline, entry: Entry) -> int:
    """Return the size in bytes of an entry's picture files, with what describes them."""
    blobs = (blob for _path, _type, blob in _picture_files(timeline, entry, "", "originals"))
    return sum(DESCRIPTION + Path(each.committed()).stat().st_size for each in blobs)


def pictures_of(timeline: Timeline, entry: Entry, *, originals: bool) -> Pictures:
    """Return a function that returns the stored pictures of an entry or of one of its versions.

    There are none if they have been disposed of, even if another entry has kept them.
    """

    def found(content: Entry) -> list[dict[str, Any]]:
        pictures = [] if entry.get("bare") else stored_pictures(timeline, content)
        if originals:
            for each in pictures:
                each["original"] = _original_object(stored_original(timeline, each["src"]))
        return pictures

    return found


def _original_object(found: StoredOriginal | None) -> dict | None:
    if found is None:
        return None
    url = f"originals/{original_name(found)}"
    return {"url": url, "mediaType": found.type, "hub:declaredType": found.declared}


def picture_items(
    timeline: Timeline, found: Iterable[Entry], folder: str, originals: str = ""
) -> Iterator[PackageItem]:
    """Yield the stored pictures of some entries as files in a folder, each picture once.

    If a folder for them is given, their originals are yielded, too.
    """
    done: set[str] = set()
    for entry in found:
        for path, type, blob in _picture_files(timeline, entry, folder, originals):
            if path not in done:
                done.add(path)
                yield PackageItem(path, type, chunks(blob.open))


def _picture_files(
    timeline: Timeline, entry: Entry, folder: str, originals: str
) -> Iterator[tuple[str, str, Any]]:
    for each in entry_pictures(timeline, entry):
        picture: Any = picture_file(timeline, entry, each["name"], ever=True)
        yield f"{folder}/{each['name']}", picture[1], picture[0]
        original = stored_original(timeline, each["src"])
        if originals and original is not None:
            yield f"{originals}/{original_name(original)}", original.type, original.blob


def picture_events(timeline: Timeline, entry: Entry, done: set[str]) -> Iterator[RecordEvent]:
    """Yield an event for each picture made from its original, unless it is in ``done`` already."""
    for each in entry_pictures(timeline, entry):
        original = stored_original(timeline, each["src"])
        if original is not None and f"{original.sha256}{original.picture}" not in done:
            done.add(f"{original.sha256}{original.picture}")
            yield _picture_event(original)


def _picture_event(original: StoredOriginal) -> RecordEvent:
    return RecordEvent(
        f"data/pictures/{original.picture}",
        "migration",
        datetime.fromtimestamp(original.when, UTC),
        f"{original.type} to image/webp, at most 800 by 800 pixels, without metadata",
        f"data/originals/{original_name(original)}",
    )


def chunks(open_file: Callable) -> Iterator[bytes]:
    """Yield a file's content in pieces; ``open_file`` opens the file as a context manager."""
    with open_file() as file:
        while chunk := file.read(CHUNK):
            yield chunk
