"""The texts that are sealed of an entry and of a picture, as canonical JSON (RFC 8785).

An entry has two. Its *content* is what was said: it can be made from the entry or from an earlier
version for as long as that is stored, so it proves what stood on a day. Its *state* is everything
else, so also who sees it, with the hashes of all its versions: it changes and proves that nothing
that is stored was touched since. Nothing is in them that changes without being logged by
``change_log``, or that follows from the rest.
"""

import json
from collections.abc import Sequence
from typing import Any

from .entry import CONTENT_FIELDS
from .hashing import digest
from .layout import Entry, Root, version_list

# Other spellings of a link, and of a date, are no new version: see ``submissions``.
SPELLINGS = ("keys", "dated", "link")
SAID_FIELDS = tuple(name for name in CONTENT_FIELDS if name not in SPELLINGS)
DERIVED_FIELDS = ("print", "twin")  # from the content, and from other entries
_NO_STATE = frozenset((*SAID_FIELDS, *DERIVED_FIELDS, "versions"))
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=dict
)


def canonical_text(value: Any) -> str:
    """Return plain data as canonical JSON: RFC 8785 for all but fractions and keys beyond ASCII."""
    return _ENCODER.encode(value)


def content_text(entry_id: str, content: Entry) -> str:
    """Return what an entry with this id says; ``content`` is the entry or an earlier version."""
    values = _values(content)
    said = {name: values[name] for name in SAID_FIELDS}
    return canonical_text({"content": said, "kind": "content", "post": entry_id})


def content_texts(entry: Entry) -> list[str]:
    """Return what an entry has said: its earlier versions, oldest first, and its content last."""
    return [content_text(entry["entry_id"], each) for each in (*version_list(entry), entry)]


def state_text(root: Root, entry: Entry, texts: Sequence[str]) -> str:
    """Return all that is stored of an entry beside its content, and the hashes of its versions.

    ``texts`` are its ``content_texts``.
    """
    values = _values(entry)
    post, marks = values["entry_id"], root.get("marks") or {}
    times = (each["until"] for each in version_list(values))
    versions = [[until, digest(text)] for until, text in zip(times, texts, strict=False)]
    return canonical_text(
        {
            "facts": {name: each for name, each in values.items() if name not in _NO_STATE},
            "kind": "state",
            "marks": marks
            and {name: each for name, each in marks.items() if each["entry"] == post},
            "mask": (root.get("masks") or {}).get(post),
            "post": post,
            "sha256": digest(texts[-1]),
            "versions": versions,
        }
    )


def picture_text(root: Root, source: str) -> str:
    """Return which picture is stored for a source, given by the hash of its URL.

    The picture's name has the first 40 digits of the SHA-256 of its bytes. If its original is kept,
    that has its SHA-256, too, and the types and the time of the original.
    """
    row = root["sources"].get(source)
    original = root.get("originals", {}).get(row[3]) if row and len(row) > 3 else None
    facts = {"picture": row, "original": original and original[1:]}
    return canonical_text({"kind": "picture", "source": source, **facts})


def _values(entry: Entry) -> Entry:
    """Return an entry's values: several times as fast to read as the object around them."""
    values: Entry = getattr(entry, "data", entry)
    return values
