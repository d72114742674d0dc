"""The texts that are sealed of an entry and of a picture, as canonical JSON (RFC 8785).

An entry has two. Its *content* is what was said: it can be made from the entry or from an earlier
version for as long as that is stored, so it proves what stood on a day. Its *state* is everything
else, so also who sees it, with the hashes of all its versions: it changes and proves that nothing
that is stored was touched since. Nothing is in them that changes without being logged by
``change_log``, or that follows from the rest.
"""

import json
from typing import Any

from .entry import CONTENT_FIELDS
from .hashing import digest
from .layout import Entry, Root, version_list

# Other spellings of a link, and of a date, are no new version: see ``submissions``.
SPELLINGS = ("keys", "dated", "link")
SAID_FIELDS = tuple(name for name in CONTENT_FIELDS if name not in SPELLINGS)
DERIVED_FIELDS = ("print", "twin")  # from the content, and from other entries
_NO_STATE = frozenset((*CONTENT_FIELDS, *DERIVED_FIELDS, "versions"))


def canonical_text(value: Any) -> str:
    """Return plain data as canonical JSON: RFC 8785 for all but fractions and keys beyond ASCII."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict
    )


def content_text(entry_id: str, content: Entry) -> str:
    """Return what an entry with this id says; ``content`` is the entry or an earlier version."""
    said = {name: content[name] for name in SAID_FIELDS}
    return canonical_text({"kind": "content", "post": entry_id, "content": said})


def state_text(root: Root, entry: Entry) -> str:
    """Return all that is stored of an entry beside its content, and the hashes of its versions."""
    post = entry["entry_id"]
    facts = {name: value for name, value in entry.items() if name not in _NO_STATE}
    versions = [[each["until"], _content_digest(each)] for each in version_list(entry)]
    about = {
        "link": entry["link"],
        "mask": (root.get("masks") or {}).get(post),
        "marks": [[name, *_mark(each)] for name, each in _marks(root) if each["entry"] == post],
        "sha256": _content_digest(entry),
        "versions": versions,
    }
    return canonical_text({"kind": "state", "post": post, "facts": facts, **about})


def picture_text(root: Root, source: str) -> str:
    """Return which picture is stored for a source, given by the hash of its URL.

    The picture's name has the first 40 digits of the SHA-256 of its bytes.
    """
    return canonical_text(
        {"kind": "picture", "source": source, "picture": root["sources"].get(source)}
    )


def _content_digest(content: Entry) -> str:
    return digest(canonical_text({name: content[name] for name in CONTENT_FIELDS}))


def _marks(root: Root) -> list[tuple[str, Any]]:
    return sorted(root.get("marks", {}).items())


def _mark(mark: Entry) -> tuple[Any, Any]:
    return mark["by"], mark["when"]
