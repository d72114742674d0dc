"""Which stored entry an entry in a document is."""

from collections import Counter

from .layout import PREFIX, digest
from .renamed import recovered

DIGITS = 20


def recognise(box, entries) -> list[tuple[str, dict]]:
    """Each distinct entry of a document with the id it has, or would have, in the store.

    An entry goes by its coarsest key that no other entry shares, in this document or an earlier
    one. What is newly learned about shared keys is written into the box. Where only the source's
    ids have changed, an entry is the one that has gone.
    """
    distinct: dict[tuple, dict] = {}
    for entry in entries:
        distinct.setdefault(tuple(entry["keys"]), entry)
    shared = box["shared"] | _repeated(distinct)
    if shared != box["shared"]:
        _rename(box, distinct, shared)
        box["shared"] = shared
    found = [(stored_id(box, _identity(keys, shared)), each) for keys, each in distinct.items()]
    return recovered(box, found)


def stored_id(box, identity: str) -> str:
    """The id of the entry that goes by this identity: the same for every fetch, for ever."""
    plain = digest(identity)
    return box["aliases"].get(plain) or box["prefix"] + plain[: DIGITS - PREFIX]


def _repeated(distinct) -> frozenset:
    counts = Counter(key for keys in distinct for key in set(keys))
    return frozenset(key for key, times in counts.items() if times > 1)


def _identity(keys, shared) -> str:
    """The first key of its own; all keys together where each is shared."""
    return next((key for key in keys if key not in shared), "\n".join(keys))


def _rename(box, distinct, shared) -> None:
    """Let stored entries that went by a key that is now shared go by their next one."""
    for key in sorted(shared - box["shared"]):
        stored = box["entries"].get(stored_id(box, key))
        if stored is not None:
            claims = [pair for pair in distinct.items() if key in pair[0]]
            keys = _same_entry(stored, claims, shared)
            box["aliases"][digest(_identity(keys, shared))] = stored["entry_id"]


def _same_entry(stored, claims, shared) -> tuple:
    """The keys of the entry in the document that is the stored one, else the stored keys."""
    own = _identity(stored["keys"], shared)
    tests = (
        lambda keys, entry: _identity(keys, shared) == own,
        lambda keys, entry: entry["digest"] == stored["digest"],
        lambda keys, entry: entry["link"] != "" and entry["link"] == stored["link"],
    )
    for test in tests:
        for keys, entry in claims:
            if test(keys, entry):
                return keys
    return tuple(stored["keys"])
