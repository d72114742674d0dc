"""Entries of a channel that are one post, stored before their URLs were known to be the same.

One of them remains, with both histories. A box's ``joined`` maps the id of a merged entry to
``{"entry": id, "when": timestamp, "by": person}``, so that an old id still leads to the post.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from ..platforms.posts import identity, is_post
from . import pictures
from .downloaded import Told, with_download
from .entry import CONTENT, is_visible, key_of, version
from .identity import link_key
from .layout import (
    Box,
    Entry,
    Root,
    Stored,
    Values,
    begun,
    box_of,
    versions_in,
    with_version,
)
from .marks import of as marks_of
from .places import publish, settle
from .prints import content_digest, post_print
from .written import content, hand_of, placed, record, remember

# Iterates over entries and frees the memory of those that have been read.
Sparing: TypeAlias = Callable[[Iterable[Entry]], Iterator[Any]]
TELLERS = ("wrote", "told", "download")
DOWNLOADED = ("download", "closed", "kept", "opened")
MASKED = ("words", "pictures", "sources")


class Joined(NamedTuple):
    """The id of an entry merged into ``entry``, and until when its last content was shown."""

    id: str
    entry: str
    until: int


def renew_keys(root: Root, channel: str, sparing: Sparing) -> int:
    """Update fingerprints and links stored by an older version; return how many entries changed."""
    box, changed = box_of(root, channel), 0
    by_hand = {*box.get("written", {}).values()}
    for entry in sparing(box["entries"].values()):
        if entry["print"] != (number := post_print(entry)) and not entry.get("disposed"):
            settle(root, box, entry, {"print": number})
            changed += 1
        if entry["entry_id"] in by_hand:
            for link in _links(entry, *versions_in(entry["versions"])):
                if link_key(link) not in box["written"]:
                    remember(box, link_key(link), entry["entry_id"])
    if changed:
        publish(root, channel, box)
    return changed


def doubles(box: Box, sparing: Sparing) -> list[list[str]]:
    """Return the ids of entries that are one post, with the entry to be kept first.

    They have different ones of the post's own URLs. Entries that a source lists together are never
    one post, nor are those with the very same URL.
    """
    found: defaultdict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for entry in sparing(box["entries"].values()):
        rank = (not is_visible(entry), entry["entry_id"] not in box["last"], entry["first_seen"])
        for link in filter(is_post, _links(entry)):
            found[identity(link)[1]][entry["entry_id"]] = (*rank, entry["entry_id"], entry["link"])
    groups = [sorted(each.values()) for each in found.values() if _are_one(each.values())]
    return [list(ids) for ids in dict.fromkeys(tuple(row[3] for row in rows) for rows in groups)]


def join(root: Root, channel: str, ids: Iterable[str], *, by: str, now: int) -> Iterator[Joined]:
    """Merge entries into the first of them."""
    box = box_of(root, channel)
    stays, *others = ids
    for number, other in enumerate(others):
        until = now - 2 * number
        _join(root, box, box["entries"][stays], box["entries"][other], until)
        begun(box, "joined")[other] = {"entry": stays, "when": until, "by": by}
        yield Joined(other, stays, until)
    publish(root, channel, box)


def _are_one(rows: Iterable[tuple[Any, ...]]) -> bool:
    rows = list(rows)
    are_told = sum(not is_absent for _, is_absent, *_ in rows)
    return len({row[-1] for row in rows}) == len(rows) > 1 and are_told <= 1


def _links(entry: Entry, *versions: Entry) -> set[str]:
    """Return the URLs of an entry from all its sources."""
    hand = entry.get("hand") or {}
    tellers = [hand[name] for name in TELLERS if hand.get(name)]
    return {each["link"] for each in (entry, *tellers, *versions) if each["link"]}


def _join(root: Root, box: Box, stays: Stored, other: Stored, until: int) -> None:
    before, wanted = pictures.sources(stays), pictures.sources(other)
    _hand_over(root, box, stays["entry_id"], other["entry_id"])
    changes = _both(stays, other, until)
    pictures.want(root, box, {**other, "images": ()}, instead_of=wanted)
    settle(root, box, other, {"record": "joined", "print": None, "twin": False, "held": False})
    del box["invisible"][key_of(other)], box["entries"][other["entry_id"]]
    settle(root, box, stays, changes)
    pictures.want(root, box, stays, instead_of=before)


def _both(stays: Stored, other: Stored, until: int) -> Values:
    """Return the changes to an entry that another one is merged into."""
    changes: Values = {
        "first_seen": min(stays["first_seen"], other["first_seen"]),
        "captioned": stays.get("captioned") or other.get("captioned"),
    }
    if forgotten := _forgotten(stays, other):
        changes["forgotten"] = forgotten
    versions = [version(other, until)]
    if "hand" in stays or "hand" in other:
        changes |= _told(stays, other)
    if any(changes.get(name, stays[name]) != stays[name] for name in CONTENT):
        versions.insert(0, version(stays, until - 1))
    earlier = [*versions_in(stays["versions"]), *versions_in(other["versions"])]
    changes["versions"] = ()
    for each in (*sorted(earlier, key=lambda one: one["until"]), *versions):
        changes["versions"] = with_version(changes["versions"], dict(each))
    return changes


def _forgotten(stays: Entry, other: Entry) -> Values | None:
    """Return the record of parts disposed of in either entry, with the hashes of both."""
    acts = [each["forgotten"] for each in (stays, other) if each.get("forgotten")]
    hashes = [name for each in acts for name in each["hashes"]]
    return {**acts[0], "hashes": hashes} if acts else None


def _told(stays: Entry, other: Entry) -> Values:
    """Return the content that follows from the sources of both entries."""
    older, newer = sorted((stays, other), key=lambda each: each["last_changed"])
    first = min((each["hand"] for each in (stays, other) if "hand" in each), key=_when)
    hands = {each["entry_id"]: hand_of(each, first["by"], first["when"]) for each in (older, newer)}
    mine, theirs = hands[stays["entry_id"]], hands[other["entry_id"]]
    told = theirs["told"] if other["withdrawn"] is None else None
    hand = {
        **theirs,
        **mine,
        "by": first["by"],
        "when": first["when"],
        "wrote": mine["wrote"] or theirs["wrote"],
        "told": mine["told"] or told,
        "alts": {**theirs["alts"], **mine["alts"]},
    }
    if "download" in mine and "download" in theirs:
        late = hands[newer["entry_id"]]
        post = Told(late["download"], closed=late["closed"], opened=late.get("opened", ""))
        both = with_download(hands[older["entry_id"]], post, late["kept"])
        hand |= {name: both[name] for name in DOWNLOADED if name in both}
    kept = content(hand)
    source = stays if mine["told"] else other
    digest = source["digest"] if hand["told"] else content_digest(kept)
    return {**kept, **placed(stays, kept), "hand": hand, "record": record(hand), "digest": digest}


def _when(hand: Entry) -> int:
    when: int = hand["when"]
    return when


def _hand_over(root: Root, box: Box, to: str, gone: str) -> None:
    """Redirect all references from the merged entry to the one that remains."""
    for name in ("written", "aliases"):
        for key in [key for key, each in box.get(name, {}).items() if each == gone]:
            box[name][key] = to
    for key, ids in [*box.get("bare", {}).items()]:
        if gone in ids:
            box["bare"][key] = tuple(dict.fromkeys(to if each == gone else each for each in ids))
    for key, act in [*box.get("joined", {}).items()]:
        if act["entry"] == gone:
            box["joined"][key] = {**act, "entry": to}
    box["last"] = {key: told for key, told in box["last"].items() if key != gone}
    if gone in box["missing"]:
        box["missing"] = {key: since for key, since in box["missing"].items() if key != gone}
    if gone in box.get("standing", ()):
        box["standing"] = tuple(sorted({*box["standing"], to} - {gone}))
    _let_waves_go(root, box, gone)
    _hand_over_marks(root, to, gone)
    _hand_over_mask(root, to, gone)


def _let_waves_go(root: Root, box: Box, gone: str) -> None:
    channel = root["prefixes"][box["prefix"]]
    wave = root.get("waves", {}).get(channel)
    if wave and gone in wave["entries"]:
        rest = tuple(each for each in wave["entries"] if each != gone)
        root["waves"][channel] = {**wave, "entries": rest}


def _hand_over_marks(root: Root, to: str, gone: str) -> None:
    marks = marks_of(root)
    taken = {mark["entry"] for mark in marks.values()}
    if gone in taken:
        kept = {name: mark for name, mark in marks.items() if mark["entry"] != gone}
        moved = {name: {**mark, "entry": to} for name, mark in marks.items() if name not in kept}
        root["marks"] = kept if to in taken else kept | moved


def _hand_over_mask(root: Root, to: str, gone: str) -> None:
    """Apply the masks of both entries to the one that remains."""
    masks = root.get("masks", {})
    if (theirs := masks.get(gone)) is not None:
        mine = masks.get(to, theirs)
        both = {name: (*mine[name], *theirs[name]) for name in MASKED}
        masks[to] = {**mine, **{name: tuple(dict.fromkeys(each)) for name, each in both.items()}}
        del masks[gone]
