"""The pictures of entries: those that are stored, and those to be fetched.

``root["sources"]`` maps the hash of a picture's source URL to ``(name, width, height)``, followed
by the SHA-256 of its original if that is kept (see ``originals``), ``files`` its name to ``(blob,
type, width, height)``. ``box["wanted"]`` maps each URL to be fetched to ``{"entries": ids,
"tries": n, "next": timestamp}``; ``given_up`` has the URLs that are not fetched again, ``failed``
the last error of each, as its code and values.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TypeAlias

from ZODB.blob import Blob

from ... import has_come
from .entry import MAX_PICTURES, entry_key, is_held, is_visible
from .hashing import digest
from .indexes import update_channel_row
from .layout import (
    Box,
    Entry,
    Root,
    Values,
    channel_and_box,
    find_entry,
    optional_part,
    version_list,
    writable_part,
)
from .originals import Original, store_original
from .seals import note_picture
from .store import Timeline

# The code and the values of an error.
Failure: TypeAlias = tuple[str, dict[str, str]]
MAX_FETCHED = MAX_PICTURES
RETRY_DELAYS = (3600, 24 * 3600)


def picture_urls(entry: Entry) -> list[str]:
    """Return the URLs of an entry's pictures that should be stored, the leading one first."""
    return [image["src"] for image in entry["images"][:MAX_FETCHED]]


def request_pictures(root: Root, box: Box, entry: Entry, instead_of: Iterable[str] = ()) -> None:
    """Request an entry's missing pictures unless given up; drop its requests for ``instead_of``."""
    now = [] if entry.get("bare") else picture_urls(entry)
    for src in now:
        if _find_file(root, src) is None and src not in optional_part(box, "given_up"):
            wish = box["wanted"].get(src, {"entries": (), "tries": 0, "next": 0})
            _set_request(box, src, wish, {*wish["entries"], entry["entry_id"]})
    for src in set(instead_of).difference(now).intersection(box["wanted"]):
        wish = box["wanted"][src]
        _set_request(box, src, wish, {*wish["entries"]} - {entry["entry_id"]})


def pictures_to_fetch(
    timeline: Timeline, channel: str, *, now: int | None = None
) -> list[tuple[str, str, str | None]]:
    """Return ``(entry_id, src, alt)`` of pictures to be fetched, at most four for each entry.

    The newest entry comes first. With ``now``, pictures whose next attempt is later are left out.
    """
    if not timeline.has(channel):
        return []
    root, wishes = timeline.root, []
    box = root["channels"][channel]
    for src, wish in box["wanted"].items():
        entry = _first_readable(box, wish)
        due = now is None or has_come(wish["next"], now)
        if due and entry is not None and _find_file(root, src) is None:
            position = picture_urls(entry).index(src)
            wishes.append((entry_key(entry), position, src, entry["images"][position]["alt"]))
    return [(key[1], src, alt) for key, _, src, alt in sorted(wishes, key=lambda wish: wish[:2])]


def awaited_pictures(timeline: Timeline, channel: str) -> Iterator[tuple[str, int]]:
    """Yield each entry of a channel with pictures to be fetched, and how many it has stored."""
    box = timeline.root["channels"].get(channel)
    wishes = () if box is None else box["wanted"].values()
    for entry_id in {each for wish in wishes for each in wish["entries"]}:
        if entry := find_entry(timeline.root, entry_id):
            yield entry_id, len(stored_pictures(timeline, entry))


def add_picture(
    timeline: Timeline,
    entry_id: str,
    src: str,
    data: bytes,
    width: int,
    height: int,
    type: str,
    source_type: str = "",
    original: Original | None = None,
) -> str | None:
    """Store a fetched picture, once for each content, with its ``original``; return its name.

    ``source_type`` is the type found in the original. Return None if the entry does not exist or no
    longer has the picture.
    """
    root = timeline.root
    channel, box = channel_and_box(root, entry_id)
    entry = find_entry(root, entry_id)
    if entry is None or src not in picture_urls(entry):
        return None
    name = _stored_file(root, data, width, height, type)
    root["sources"][digest(src)] = (name, width, height, *_kept(root, original, source_type))
    note_picture(root, digest(src))
    box["wanted"].pop(src, None)
    _forget_failure(box, src)
    update_channel_row(root, channel, box)
    return name


def store_upload(
    timeline: Timeline,
    data: bytes,
    width: int,
    height: int,
    type: str,
    source_type: str = "",
    *,
    origin: str = "",
    original: Original | None = None,
) -> str:
    """Store a submitted picture, once for each content; return its internal URL for an entry.

    ``origin`` identifies the file that it was made from, so that ``upload_url`` finds it;
    ``original`` is that file.
    """
    root = timeline.begin()
    name = _stored_file(root, data, width, height, type)
    src = f"upload:{origin or name}"
    if _find_file(root, src) is None:
        row = (name, width, height, *_kept(root, original, source_type))
        root["sources"][digest(src)] = row
        note_picture(root, digest(src))
    return src


def upload_url(timeline: Timeline, origin: str) -> str:
    """Return the internal URL of the picture made from a file, "" if it has not been stored."""
    return f"upload:{origin}" if _find_file(timeline.root, f"upload:{origin}") else ""


def postpone_picture(
    timeline: Timeline, entry_id: str, src: str, now: int, error: Failure | None = None
) -> None:
    """Postpone the next attempt to fetch a picture: an hour, then a day, then for good."""
    _, box = channel_and_box(timeline.root, entry_id)
    wish = None if box is None else box["wanted"].get(src)
    if wish is None:
        return
    if error is not None:
        writable_part(box, "failed")[src] = error
    tries = wish["tries"] + 1
    if tries > len(RETRY_DELAYS):
        del box["wanted"][src]
        writable_part(box, "given_up").add(src)
    else:
        box["wanted"][src] = {**wish, "tries": tries, "next": now + RETRY_DELAYS[tries - 1]}


def picture_file(
    timeline: Timeline, entry: Entry | None, name: str, *, ever: bool = False
) -> tuple[Blob, str, int, int] | None:
    """Return ``(blob, type, width, height)`` of a picture that an entry shows, or None.

    With ``ever``, a picture in an earlier version of the entry is returned, too.
    """
    contents = [] if entry is None else [entry, *(version_list(entry) if ever else ())]
    if name not in [each["name"] for one in contents for each in stored_pictures(timeline, one)]:
        return None
    file: tuple[Blob, str, int, int] = timeline.root["files"][name]
    return file


def stored_pictures(timeline: Timeline, entry: Entry) -> list[Values]:
    """Return ``src``, ``name``, ``alt``, ``width`` and ``height`` of an entry's stored pictures.

    At most four are returned. ``entry`` may be an earlier version. A ``bare`` one has no pictures
    left.
    """
    if entry.get("bare"):
        return []
    root = timeline.root
    found = ((image, _find_file(root, image["src"])) for image in entry["images"][:MAX_FETCHED])
    return [
        {
            "src": image["src"],
            "name": file[0],
            "alt": image["alt"],
            "width": file[1],
            "height": file[2],
        }
        for image, file in found
        if file is not None
    ]


def _stored_file(root: Root, data: bytes, width: int, height: int, type: str) -> str:
    name = sha256(data).hexdigest()[:40] + ".webp"
    if name not in root["files"]:
        root["files"][name] = (Blob(data), type, width, height)
    return name


def _kept(root: Root, original: Original | None, type: str) -> tuple[str, ...]:
    return () if original is None else (store_original(root, original, type),)


def _forget_failure(box: Box, src: str) -> None:
    if src in optional_part(box, "failed"):
        del box["failed"][src]


def _find_file(root: Root, src: str) -> tuple[str, int, int] | None:
    file: tuple[str, int, int] | None = root["sources"].get(digest(src))
    return file


def _first_readable(box: Box, wish: Values) -> Entry | None:
    """Return the first entry that is seen by visitors, by reviewers, or in the record."""
    entries: Iterable[Entry] = map(box["entries"].get, wish["entries"])
    for entry in entries:
        if is_visible(entry) or is_held(entry) or entry.get("record"):
            return entry
    return None


def _set_request(box: Box, src: str, wish: Values, entries: set[str]) -> None:
    if entries:
        box["wanted"][src] = {**wish, "entries": tuple(sorted(entries))}
    else:
        del box["wanted"][src]
