"""The disposal of entries, of their earlier versions or of their pictures.

The entry's existence and its position in time remain, so that its source cannot restore it, as do
the decision and hashes of the content. The content is removed from the stored objects; an older
state of the database still has it until it is packed. ``disposed`` records a whole entry,
``forgotten`` its parts: ``{"when": timestamp, "by": person, "decision": text, "hashes": texts}``.
"""

import json
from collections.abc import Iterable

from . import pictures
from .entry import CONTENT_FIELDS
from .hashing import digest
from .indexes import update_channel_row, update_entry
from .layout import (
    Entry,
    Root,
    Values,
    channel_and_box,
    existing_entry,
    version_list,
    writable_part,
)
from .marks import remove_mark
from .originals import delete_unused_originals
from .seals import forget_pictures, forget_salts
from .store import Timeline

BLANK_CONTENT: Values = {
    **{"keys": (), "id": "", "link": "", "title": "", "title_derived": True, "summary": ""},
    **{"html": "", "published": None, "updated": None, "dated": "", "author": ""},
    **{"categories": (), "language": "", "images": (), "media": ()},
}


def content_hash(entry: Entry) -> str:
    """Return the SHA-256 of the content of an entry or a version, as JSON with sorted keys."""
    content = {name: entry[name] for name in CONTENT_FIELDS}
    return digest(json.dumps(content, ensure_ascii=False, sort_keys=True, default=dict))


def erase_entry(timeline: Timeline, entry_id: str, decision: Values) -> list[str]:
    """Erase an entry, of which only its existence, the ``decision`` and hashes remain.

    ``decision`` has the person, the time and the decision. Return the hashes of the content and of
    its versions. Delete the pictures with ``delete_files``.
    """
    root = timeline.root
    channel, box = channel_and_box(root, entry_id)
    entry = existing_entry(root, entry_id)
    contents = [{**each} for each in (entry, *version_list(entry))]
    hashes = [content_hash(each) for each in contents]
    remove_mark(timeline, entry_id)
    before = pictures.picture_urls(entry)
    entry.pop("hand", None)
    root.get("masks", {}).pop(entry_id, None)
    box["last"] = {name: known for name, known in box["last"].items() if name != entry_id}
    act = {**decision, "hashes": hashes}
    blank = {**BLANK_CONTENT, "versions": (), "print": None, "twin": False, "captioned": None}
    update_entry(root, box, entry, {**blank, "disposed": act})
    forget_salts(root, entry_id, contents)
    pictures.request_pictures(root, box, entry, instead_of=before)
    update_channel_row(root, channel, box)
    return hashes


def erase_versions(timeline: Timeline, entry_id: str, before: int, decision: Values) -> list[str]:
    """Erase an entry's versions that were replaced before a timestamp; return their hashes."""
    root = timeline.root
    entry = existing_entry(root, entry_id)
    versions = entry["versions"]
    due = [at for at, each in versions.items() if each["until"] < before] if versions else []
    contents = [versions[at] for at in due]
    hashes = [content_hash(each) for each in contents]
    for at in due:
        del versions[at]
    forget_salts(root, entry_id, contents)
    _record_disposal(root, entry_id, decision, hashes)
    return hashes


def erase_pictures(timeline: Timeline, entry_id: str, decision: Values) -> list[str]:
    """Erase an entry's pictures; return their names, which are hashes of their content.

    They are not fetched again. Delete the files with ``delete_files``.
    """
    root = timeline.root
    _channel, box = channel_and_box(root, entry_id)
    entry = existing_entry(root, entry_id)
    names = [each["name"] for each in pictures.stored_pictures(timeline, entry)]
    for src in pictures.picture_urls(entry):
        box["wanted"].pop(src, None)
        writable_part(box, "given_up").add(src)
    entry["bare"] = True
    _record_disposal(root, entry_id, decision, names)
    return names


def needed_sources(entry: Entry) -> set[str]:
    """Return the keys in ``sources`` of the pictures that an entry and its versions need."""
    contents = [] if entry.get("bare") else [entry, *version_list(entry)]
    return {digest(src) for each in contents for src in pictures.picture_urls(each)}


def delete_files(timeline: Timeline, sources: Iterable[str]) -> int:
    """Remove keys from the root's ``sources`` and delete unused files; return how many files."""
    root, sources = timeline.root, [*sources]
    for each in sources:
        root["sources"].pop(each, None)
    forget_pictures(root, sources)
    left = {file[0] for file in root["sources"].values()}
    gone = [name for name in root["files"] if name not in left]
    for name in gone:
        del root["files"][name]
    delete_unused_originals(root)
    return len(gone)


def _record_disposal(root: Root, entry_id: str, decision: Values, hashes: list[str]) -> None:
    channel, box = channel_and_box(root, entry_id)
    entry = existing_entry(root, entry_id)
    before = entry.get("forgotten", {"hashes": []})["hashes"]
    update_entry(root, box, entry, {"forgotten": {**decision, "hashes": [*before, *hashes]}})
    update_channel_row(root, channel, box)
