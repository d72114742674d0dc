"""The original files of pictures, exactly as their sources had them, for the record alone.

``root["originals"]``, if it exists, maps the SHA-256 of a file to ``(blob, type, declared, when)``:
its content, the type found in it, the type that the source declared, and when the visitors' picture
was made from it. A row of ``sources`` has that SHA-256 in the fourth place. An original may contain
the place where it was taken: no visitor gets one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from shutil import copyfileobj
from typing import IO, NamedTuple

from BTrees.OOBTree import OOBTree
from ZODB.blob import Blob

from .hashing import digest
from .layout import Entry, Root, version_list
from .store import Timeline

CHUNK = 2**16


@dataclass(frozen=True, slots=True)
class Original:
    """A source's own file, with its declared type; the picture was made from it ``when``."""

    file: IO[bytes]
    when: int
    declared: str = ""


class StoredOriginal(NamedTuple):
    """A stored original; ``picture`` is the name of the picture that was made from it."""

    sha256: str
    blob: Blob
    type: str
    declared: str
    when: int
    picture: str


def store_original(root: Root, original: Original, type: str) -> str:
    """Store a picture's original, once for each content; return its SHA-256."""
    name = _file_hash(original.file)
    if name not in root.setdefault("originals", OOBTree()):
        blob = _blob_of(original.file)
        root["originals"][name] = (blob, type, original.declared, original.when)
    return name


def stored_original(timeline: Timeline, src: str) -> StoredOriginal | None:
    """Return the original of the picture at a source's URL, or None if it was not kept."""
    row = timeline.root["sources"].get(digest(src), ())
    found = timeline.root.get("originals", {}).get(row[3]) if len(row) > 3 else None
    if found is None:
        return None
    blob, type, declared, when = found
    return StoredOriginal(row[3], blob, type, declared, when, row[0])


def stored_originals(timeline: Timeline, entry: Entry) -> Iterator[StoredOriginal]:
    """Yield the originals of the pictures of an entry and of its earlier versions, each once."""
    contents = [] if entry.get("bare") else [entry, *version_list(entry)]
    urls = dict.fromkeys(image["src"] for each in contents for image in each["images"])
    found = filter(None, (stored_original(timeline, src) for src in urls))
    yield from {(each.sha256, each.picture): each for each in found}.values()


def delete_unused_originals(root: Root) -> None:
    """Delete the originals that no source's row names any longer."""
    left = {row[3] for row in root["sources"].values() if len(row) > 3}
    for name in [each for each in root.get("originals", ()) if each not in left]:
        del root["originals"][name]


def _file_hash(file: IO[bytes]) -> str:
    file.seek(0)
    found = sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _blob_of(file: IO[bytes]) -> Blob:
    blob = Blob()
    file.seek(0)
    with blob.open("w") as target:
        copyfileobj(file, target)
    return blob
