"""The disposal of entries, of their earlier versions or of their pictures.

The existence of the entry and its place in time remain, so that its source cannot bring it back; so
do the decision and hashes of the content. The content is removed from the stored objects; an older
state of the database holds it until it is packed. ``disposed`` records a whole entry, ``forgotten``
its parts: ``{"when": timestamp, "by": person, "decision": text, "hashes": texts}``.
"""

import json
from collections.abc import Iterable

from . import pictures
from .entry import CONTENT
from .hashing import digest
from .layout import Entry, Root, Values, begun, box_holding, entry_at, versions_in
from .marks import unmark
from .places import publish, settle

BLANK: Values = {
    **{"keys": (), "id": "", "link": "", "title": "", "title_derived": True, "summary": ""},
    **{"html": "", "published": None, "updated": None, "dated": "", "author": ""},
    **{"categories": (), "language": "", "images": (), "media": ()},
}


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 of the content of an entry or a version, as JSON with sorted keys."""
    content = {name: entry[name] for name in CONTENT}
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True, default=dict))


def erase(root: Root, entry_id: str, decision: Values) -> list[str]:
    """Remove all content from an entry; return the hashes of it and of its versions."""
    channel, box = box_holding(root, entry_id)
    entry = entry_at(root, entry_id)
    hashes = [hash_of(each) for each in (entry, *versions_in(entry["versions"]))]
    unmark(root, entry_id)
    before = pictures.sources(entry)
    entry.pop("hand", None)
    root.get("masks", {}).pop(entry_id, None)
    box["last"] = {name: known for name, known in box["last"].items() if name != entry_id}
    act = {**decision, "hashes": hashes}
    blank = {**BLANK, "versions": (), "print": None, "twin": False, "captioned": None}
    settle(root, box, entry, {**blank, "disposed": act})
    pictures.want(root, box, entry, instead_of=before)
    publish(root, channel, box)
    return hashes


def forget_versions(root: Root, entry_id: str, before: int, decision: Values) -> list[str]:
    """Remove an entry's versions from before a timestamp; return their hashes."""
    entry = entry_at(root, entry_id)
    versions = entry["versions"]
    due = [at for at, each in versions.items() if each["until"] < before] if versions else []
    hashes = [hash_of(versions[at]) for at in due]
    for at in due:
        del versions[at]
    _forget(root, entry_id, decision, hashes)
    return hashes


def forget_pictures(root: Root, entry_id: str, decision: Values) -> list[str]:
    """Remove all pictures from an entry; return their names, which are hashes of them.

    They are not fetched again. Delete the files with ``delete_files``.
    """
    _channel, box = box_holding(root, entry_id)
    entry = entry_at(root, entry_id)
    names = [each["name"] for each in pictures.stored(root, entry)]
    for src in pictures.sources(entry):
        box["wanted"].pop(src, None)
        begun(box, "given_up").add(src)
    entry["bare"] = True
    _forget(root, entry_id, decision, names)
    return names


def picture_sources(entry: Entry) -> set[str]:
    """Return the keys in the root's ``sources`` of pictures that an entry and its versions need."""
    contents = [] if entry.get("bare") else [entry, *versions_in(entry["versions"])]
    return {digest(src) for each in contents for src in pictures.sources(each)}


def drop_files(root: Root, sources: Iterable[str]) -> int:
    """Delete pictures that nothing needs, by their keys in ``sources``; return how many files."""
    for each in sources:
        root["sources"].pop(each, None)
    left = {file[0] for file in root["sources"].values()}
    gone = [name for name in root["files"] if name not in left]
    for name in gone:
        del root["files"][name]
    return len(gone)


def _forget(root: Root, entry_id: str, decision: Values, hashes: list[str]) -> None:
    channel, box = box_holding(root, entry_id)
    entry = entry_at(root, entry_id)
    before = entry.get("forgotten", {"hashes": []})["hashes"]
    settle(root, box, entry, {"forgotten": {**decision, "hashes": [*before, *hashes]}})
    publish(root, channel, box)
