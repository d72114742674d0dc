"""Entries of a channel that are one post, stored before their URLs were known to be the same.

One of them remains, with both histories. A box's ``joined`` maps the id of a merged entry to
``{"entry": id, "when": timestamp, "by": person}``, so that an old id still leads to the post.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
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
    kept_id, *merged_ids = ids
    for number, other in enumerate(merged_ids):
        until = now - 2 * number
        _join(root, box, box["entries"][kept_id], box["entries"][other], until)
        begun(box, "joined")[other] = {"entry": kept_id, "when": until, "by": by}
        yield Joined(other, kept_id, until)
    publish(root, channel, box)


def _are_one(rows: Iterable[tuple[Any, ...]]) -> bool:
    rows = list(rows)
    are_told = sum(not is_absent for _, is_absent, *_ in rows)
    return len({row[-1] for row in rows}) == len(rows) > 1 and are_told <= 1


def _links(entry: Entry, *versions: Entry) -> set[str]:
    hand = entry.get("hand") or {}
    tellers = [hand[name] for name in TELLERS if hand.get(name)]
    return {each["link"] for each in (entry, *tellers, *versions) if each["link"]}


def _join(root: Root, box: Box, kept: Stored, merged: Stored, until: int) -> None:
    before, wanted = pictures.sources(kept), pictures.sources(merged)
    _hand_over(root, box, kept["entry_id"], merged["entry_id"])
    changes = _both(kept, merged, until)
    pictures.want(root, box, {**merged, "images": ()}, instead_of=wanted)
    settle(root, box, merged, {"record": "joined", "print": None, "twin": False, "held": False})
    del box["invisible"][key_of(merged)], box["entries"][merged["entry_id"]]
    settle(root, box, kept, changes)
    pictures.want(root, box, kept, instead_of=before)


def _both(kept: Stored, merged: Stored, until: int) -> Values:
    changes: Values = {
        "first_seen": min(kept["first_seen"], merged["first_seen"]),
        "captioned": kept.get("captioned") or merged.get("captioned"),
    }
    if forgotten := _forgotten(kept, merged):
        changes["forgotten"] = forgotten
    versions = [version(merged, until)]
    if "hand" in kept or "hand" in merged:
        changes |= _told(kept, merged)
    if any(changes.get(name, kept[name]) != kept[name] for name in CONTENT):
        versions.insert(0, version(kept, until - 1))
    earlier = [*versions_in(kept["versions"]), *versions_in(merged["versions"])]
    changes["versions"] = ()
    for each in (*sorted(earlier, key=lambda one: one["until"]), *versions):
        changes["versions"] = with_version(changes["versions"], dict(each))
    return changes


def _forgotten(kept: Entry, merged: Entry) -> Values | None:
    """Return the record of parts disposed of in either entry, with the hashes of both."""
    acts = [each["forgotten"] for each in (kept, merged) if each.get("forgotten")]
    hashes = [name for each in acts for name in each["hashes"]]
    return {**acts[0], "hashes": hashes} if acts else None


def _told(kept: Entry, merged: Entry) -> Values:
    older, newer = sorted((kept, merged), key=lambda each: each["last_changed"])
    first = min((each["hand"] for each in (kept, merged) if "hand" in each), key=itemgetter("when"))
    hands = {each["entry_id"]: hand_of(each, first["by"], first["when"]) for each in (older, newer)}
    kept_hand, merged_hand = hands[kept["entry_id"]], hands[merged["entry_id"]]
    source_content = merged_hand["told"] if merged["withdrawn"] is None else None
    hand = {
        **merged_hand,
        **kept_hand,
        "by": first["by"],
        "when": first["when"],
        "wrote": kept_hand["wrote"] or merged_hand["wrote"],
        "told": kept_hand["told"] or source_content,
        "alts": {**merged_hand["alts"], **kept_hand["alts"]},
    }
    if "download" in kept_hand and "download" in merged_hand:
        newest = hands[newer["entry_id"]]
        post = Told(newest["download"], closed=newest["closed"], opened=newest.get("opened", ""))
        download = with_download(hands[older["entry_id"]], post, newest["kept"])
        hand |= {name: download[name] for name in DOWNLOADED if name in download}
    shown = content(hand)
    source = kept if kept_hand["told"] else merged
    digest = source["digest"] if hand["told"] else content_digest(shown)
    return {**shown, **placed(kept, shown), "hand": hand, "record": record(hand), "digest": digest}


def _hand_over(root: Root, box: Box, kept_id: str, merged_id: str) -> None:
    for name in ("written", "aliases"):
        for key in [key for key, each in box.get(name, {}).items() if each == merged_id]:
            box[name][key] = kept_id
    for key, ids in [*box.get("bare", {}).items()]:
        if merged_id in ids:
            box["bare"][key] = tuple(
                dict.fromkeys(kept_id if each == merged_id else each for each in ids)
            )
    for key, act in [*box.get("joined", {}).items()]:
        if act["entry"] == merged_id:
            box["joined"][key] = {**act, "entry": kept_id}
    box["last"] = {key: digest for key, digest in box["last"].items() if key != merged_id}
    if merged_id in box["missing"]:
        box["missing"] = {key: since for key, since in box["missing"].items() if key != merged_id}
    if merged_id in box.get("standing", ()):
        box["standing"] = tuple(sorted({*box["standing"], kept_id} - {merged_id}))
    _let_waves_go(root, box, merged_id)
    _hand_over_marks(root, kept_id, merged_id)
    _hand_over_mask(root, kept_id, merged_id)


def _let_waves_go(root: Root, box: Box, merged_id: str) -> None:
    channel = root["prefixes"][box["prefix"]]
    wave = root.get("waves", {}).get(channel)
    if wave and merged_id in wave["entries"]:
        rest = tuple(each for each in wave["entries"] if each != merged_id)
        root["waves"][channel] = {**wave, "entries": rest}


def _hand_over_marks(root: Root, kept_id: str, merged_id: str) -> None:
    marks = marks_of(root)
    taken = {mark["entry"] for mark in marks.values()}
    if merged_id in taken:
        others = {name: mark for name, mark in marks.items() if mark["entry"] != merged_id}
        moved = {
            name: {**mark, "entry": kept_id} for name, mark in marks.items() if name not in others
        }
        root["marks"] = others if kept_id in taken else others | moved


def _hand_over_mask(root: Root, kept_id: str, merged_id: str) -> None:
    masks = root.get("masks", {})
    if (merged_mask := masks.get(merged_id)) is not None:
        kept_mask = masks.get(kept_id, merged_mask)
        joined = {name: (*kept_mask[name], *merged_mask[name]) for name in MASKED}
        masks[kept_id] = {
            **kept_mask,
            **{name: tuple(dict.fromkeys(each)) for name, each in joined.items()},
        }
        del masks[merged_id]
