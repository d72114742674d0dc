"""The ids of stored entries, and the matching of a document's entries with them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeAlias

from ..platforms.post_identity import identity
from . import similarity
from .hashing import digest
from .id_recovery import IdentifiedEntries, recovered_entries
from .layout import PREFIX_DIGITS, Box, Entry, Values, optional_part, writable_part

ID_DIGITS = 20

Keys: TypeAlias = tuple[str, ...]
# A document's entries by their keys.
Distinct: TypeAlias = dict[Keys, Values]


def identified_entries(box: Box, entries: Iterable[Values]) -> IdentifiedEntries:
    """Return the different entries of a document, each with its id in the store.

    An entry is identified by its coarsest key that no other entry has, in this document or an
    earlier one. Keys that are newly found to be shared are written to the box. If only the ids in
    the source have changed, an entry is matched with the one that has disappeared.
    """
    distinct: Distinct = {}
    for entry in entries:
        distinct.setdefault(tuple(entry["keys"]), entry)
    shared = box["shared"] | _repeated_keys(distinct)
    if shared != box["shared"]:
        _rename_shared(box, distinct, shared)
        box["shared"] = shared
    _alias_submitted(box, distinct, shared)
    found: dict[str, Values] = {}
    for keys, entry in distinct.items():
        # Of two that are one by now the first counts.
        found.setdefault(stored_id(box, _identifying_key(keys, shared)), entry)
    return recovered_entries(box, [*found.items()])


def stored_id(box: Box, name: str) -> str:
    """Return the id of the entry with this key, which is always the same."""
    plain = digest(name)
    known: str = (
        optional_part(box, "aliases").get(plain)
        or box["prefix"] + plain[: ID_DIGITS - PREFIX_DIGITS]
    )
    return box["joined"][known]["entry"] if known in box.get("joined", ()) else known


def id_by_keys(box: Box, keys: Sequence[str]) -> str:
    """Return the id that an entry with these keys has, or would have, in the store."""
    return stored_id(box, _identifying_key(keys, box["shared"]))


def link_key(link: str) -> str:
    """Return a key of a link that is the same for all its spellings and tracking parameters."""
    return digest(identity(link)[1])[:ID_DIGITS]


def name_key(name: str) -> str:
    """Return a key of a post that a download identifies by a name instead of a URL."""
    return digest(f"name {name}")[:ID_DIGITS]


def _repeated_keys(distinct: Distinct) -> frozenset[str]:
    counts = Counter(key for keys in distinct for key in set(keys))
    return frozenset(key for key, times in counts.items() if times > 1)


def _identifying_key(keys: Sequence[str], shared: Collection[str]) -> str:
    """Return the first unshared key, or all keys together if each is shared."""
    return next((key for key in keys if key not in shared), "\n".join(keys))


def _rename_shared(box: Box, distinct: Distinct, shared: frozenset[str]) -> None:
    """Rename stored entries that were known by a newly shared key to their next one."""
    for key in sorted(shared - box["shared"]):
        stored = box["entries"].get(stored_id(box, key))
        if stored is not None:
            claims = [pair for pair in distinct.items() if key in pair[0]]
            keys = _matching_keys(stored, claims, shared)
            writable_part(box, "aliases")[digest(_identifying_key(keys, shared))] = stored[
                "entry_id"
            ]


def _alias_submitted(box: Box, distinct: Distinct, shared: frozenset[str]) -> None:
    """Alias entries of a document to those stored for their link (a permalink), id or words.

    A link that several entries share is ignored, and so is one whose entry is in the document
    already.
    """
    written = box.get("written", {})
    links = Counter(link_key(each["link"]) for each in distinct.values()) if written else {}
    names = {keys: _identifying_key(keys, shared) for keys in distinct} if written else {}
    present = {stored_id(box, name) for name in names.values()}
    for keys, name in names.items():
        link = link_key(distinct[keys]["link"])
        claimed = written.get(link) if links[link] == 1 else None
        claimed = claimed or written.get(name_key(distinct[keys]["id"]))
        claimed = claimed or similarity.id_without_url(box, distinct[keys])
        if claimed and claimed not in present and stored_id(box, name) not in box["entries"]:
            writable_part(box, "aliases")[digest(name)] = claimed


def _matching_keys(
    stored: Entry, claims: Iterable[tuple[Keys, Values]], shared: Collection[str]
) -> Keys:
    """Return the keys of the document's entry that is the stored one, or else the stored keys."""
    own = _identifying_key(stored["keys"], shared)
    tests: tuple[Callable[[Keys, Values], bool], ...] = (
        lambda keys, entry: _identifying_key(keys, shared) == own,
        lambda keys, entry: entry["digest"] == stored["digest"],
        lambda keys, entry: entry["link"] != "" and entry["link"] == stored["link"],
    )
    for test in tests:
        for keys, entry in claims:
            if test(keys, entry):
                return keys
    return tuple(stored["keys"])
