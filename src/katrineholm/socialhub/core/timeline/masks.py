"""A person's data, taken out of what visitors see of an entry; the store keeps all of it.

The root's ``masks`` lead from an entry's id to ``{"words": passages, "pictures": names, "sources":
addresses, "reason": why, "by": who, "when": moment}``. What is read of an entry goes through
``shown``, whatever page, service or feed it is for, so a mask holds for all that is told of it
later, too. A picture is known by its content and by its address.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from BTrees.OOBTree import OOBTree

from . import twins
from .hashing import digest
from .layout import Entry, Root, Values, versions_in
from .passages import Passages
from .prints import bare

Mask: TypeAlias = Mapping[str, Any]
PLAIN = ("title", "summary", "author")
ADDRESSES = ("link", "id")


def of(root: Root) -> Mapping[str, Mask]:
    """Every mask by its entry's id."""
    found: Mapping[str, Mask] = root.get("masks", {})
    return found


def put(root: Root, entry: Entry, mask: Values | None) -> list[str]:
    """Mask an entry in place of any mask it has, or take it away where ``mask`` is None.

    The same is done with the same post elsewhere; gives the ids of those that are others now.
    """
    if mask is not None:
        names = {*mask["pictures"]}
        found = {bare(each["src"]) for each in entry["images"] if _name(root, each["src"]) in names}
        mask = {**mask, "sources": tuple(sorted(found))}
        if "masks" not in root:
            root["masks"] = OOBTree()
    ids = [each for each in twins.members(root, entry) if mask is not None or each in of(root)]
    for each in ids:
        if mask is None:
            del root["masks"][each]
        else:
            root["masks"][each] = mask
    return ids


def join(root: Root, entry: Entry) -> None:
    """What is the same post as a masked one is masked with it, whenever it comes."""
    masks = root.get("masks")
    if masks and entry["twin"] and entry["entry_id"] not in masks:
        found = [masks[each] for each in twins.members(root, entry) if each in masks]
        if found:
            masks[entry["entry_id"]] = found[0]


def shown(root: Root, entry: Entry) -> Entry:
    """An entry as visitors see it; the entry itself where nothing of it is masked."""
    masks = root.get("masks")
    mask = masks.get(entry["entry_id"]) if masks else None  # where there are none, none is loaded
    if mask is None:
        return entry
    passages = Passages(mask["words"])
    versions = [_said(root, each, mask, passages) for each in versions_in(entry["versions"])]
    hand = _by_hand(entry.get("hand"), passages)
    return {**_said(root, entry, mask, passages), "versions": versions, **hand}


def unfound(root: Root, entry: Entry, words: Iterable[str]) -> list[str]:
    """The passages that neither stand in an entry nor in what it said before."""
    said = [entry, *versions_in(entry["versions"])]
    return [each for each in words if not any(_stands(Passages([each]), one) for one in said)]


def _said(root: Root, said: Entry, mask: Mask, passages: Passages) -> Values:
    """What an entry or an earlier version says, with marks in it."""
    return {
        **said,
        **{name: passages.out_of(said[name]) for name in PLAIN},
        **{name: "" if passages.are_in_address(said[name]) else said[name] for name in ADDRESSES},
        "html": passages.out_of_html(said["html"]),
        "categories": tuple(map(passages.out_of, said["categories"])),
        "images": [
            {**each, "alt": each["alt"] and passages.out_of(each["alt"])}
            for each in said["images"]
            if not _is_masked(root, each["src"], mask)
        ],
        "media": [each for each in said["media"] if not _is_named(each, passages)],
    }


def _by_hand(hand: Values | None, passages: Passages) -> Values:
    """The alternative texts that were written here stand in for the source's."""
    if hand is None:
        return {}
    alts = {src: passages.out_of(alt) for src, alt in hand["alts"].items()}
    return {"hand": {**hand, "alts": alts}}


def _is_named(media: Mapping[str, str], passages: Passages) -> bool:
    return any(map(passages.are_in_address, filter(None, media.values())))


def _stands(passages: Passages, said: Entry) -> bool:
    alts = (image["alt"] or "" for image in said["images"])
    texts = [*(said[name] for name in PLAIN), *said["categories"], *alts]
    return (
        passages.are_in_html(said["html"])
        or any(map(passages.are_in, texts))
        or any(passages.are_in_address(said[name]) for name in ADDRESSES)
        or any(_is_named(media, passages) for media in said["media"])
    )


def _is_masked(root: Root, src: str, mask: Mask) -> bool:
    return _name(root, src) in mask["pictures"] or bare(src) in mask["sources"]


def _name(root: Root, src: str) -> str | None:
    """What a picture that is stored is called after its content."""
    file = root["sources"].get(digest(src))
    return None if file is None else file[0]
