"""An entry's pictures, both stored ones and those to be fetched.

``root["sources"]`` maps a picture's source URL to ``(name, width, height)``, ``files`` its name to
``(blob, type, width, height)``. ``box["wanted"]`` has the URLs to be fetched: ``{"entries": ids,
"tries": n, "next": timestamp}``; its ``given_up`` those that are not.
"""

from collections.abc import Iterable
from hashlib import sha256

from ... import has_come
from .entry import MOST_PICTURES, is_visible, is_waiting, key_of
from .hashing import digest
from .layout import Box, Entry, Root, Values, begun, box_holding, find, new_file, part
from .places import publish

MOST = MOST_PICTURES
WAITS = (3600, 24 * 3600)


def sources(entry: Entry) -> list[str]:
    """Return the URLs of the pictures to be fetched for an entry, the leading one first."""
    return [image["src"] for image in entry["images"][:MOST]]


def want(root: Root, box: Box, entry: Entry, instead_of: Iterable[str] = ()) -> None:
    """Request the entry's pictures that are neither stored nor given up; drop its old requests."""
    now = [] if entry.get("bare") else sources(entry)
    for src in now:
        if _file(root, src) is None and src not in part(box, "given_up"):
            wish = box["wanted"].get(src, {"entries": (), "tries": 0, "next": 0})
            _put_wish(box, src, wish, {*wish["entries"], entry["entry_id"]})
    for src in set(instead_of).difference(now).intersection(box["wanted"]):
        wish = box["wanted"][src]
        _put_wish(box, src, wish, {*wish["entries"]} - {entry["entry_id"]})


def wanted(root: Root, channel: str, now: int | None) -> list[tuple[str, str, str | None]]:
    """Return entry id, URL and alternative text of pictures to be fetched, newest entry first."""
    box = root["channels"][channel]
    wishes = []
    for src, wish in box["wanted"].items():
        entry = _first_looked_at(box, wish)
        due = now is None or has_come(wish["next"], now)
        if due and entry is not None and _file(root, src) is None:
            position = sources(entry).index(src)
            wishes.append((key_of(entry), position, src, entry["images"][position]["alt"]))
    return [(key[1], src, alt) for key, _, src, alt in sorted(wishes, key=lambda wish: wish[:2])]


def add(
    root: Root, entry_id: str, src: str, data: bytes, width: int, height: int, type: str
) -> str | None:
    """Store a picture once per URL and once per content; return its name, or None if unwanted."""
    channel, box = box_holding(root, entry_id)
    entry = find(root, entry_id)
    if entry is None or src not in sources(entry):
        return None
    name = _kept(root, data, width, height, type)
    root["sources"][digest(src)] = (name, width, height)
    box["wanted"].pop(src, None)
    publish(root, channel, box)
    return name


def upload(root: Root, data: bytes, width: int, height: int, type: str, origin: str = "") -> str:
    """Store a submitted picture once per content; return its internal URL.

    ``origin`` identifies the file that it was made from, so that it need not be made again.
    """
    name = _kept(root, data, width, height, type)
    src = f"upload:{origin or name}"
    if _file(root, src) is None:
        root["sources"][digest(src)] = (name, width, height)
    return src


def uploaded(root: Root, origin: str) -> str:
    """Return the internal URL of the picture made from a file before; empty if there is none."""
    return f"upload:{origin}" if _file(root, f"upload:{origin}") else ""


def failed(root: Root, entry_id: str, src: str, now: int) -> None:
    """Postpone the next try; after the third give the picture up."""
    _, box = box_holding(root, entry_id)
    wish = None if box is None else box["wanted"].get(src)
    if wish is None:
        return
    tries = wish["tries"] + 1
    if tries > len(WAITS):
        del box["wanted"][src]
        begun(box, "given_up").add(src)
    else:
        box["wanted"][src] = {**wish, "tries": tries, "next": now + WAITS[tries - 1]}


def stored(root: Root, entry: Entry) -> list[Values]:
    """Return the entry's stored pictures in its own order, the first four at most.

    A ``bare`` entry has lost its pictures for good.
    """
    if entry.get("bare"):
        return []
    found = ((image, _file(root, image["src"])) for image in entry["images"][:MOST])
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


def _kept(root: Root, data: bytes, width: int, height: int, type: str) -> str:
    name = sha256(data).hexdigest()[:40] + ".webp"
    if name not in root["files"]:
        root["files"][name] = (new_file(data), type, width, height)
    return name


def _file(root: Root, src: str) -> tuple[str, int, int] | None:
    file: tuple[str, int, int] | None = root["sources"].get(digest(src))
    return file


def _first_looked_at(box: Box, wish: Values) -> Entry | None:
    """Return the first entry that is seen by visitors, by reviewers, or in the record."""
    entries = map(box["entries"].get, wish["entries"])
    return next((each for each in entries if _is_looked_at(each)), None)


def _is_looked_at(entry: Entry) -> bool:
    return is_visible(entry) or is_waiting(entry) or bool(entry.get("record"))


def _put_wish(box: Box, src: str, wish: Values, entries: set[str]) -> None:
    if entries:
        box["wanted"][src] = {**wish, "entries": tuple(sorted(entries))}
    else:
        del box["wanted"][src]
