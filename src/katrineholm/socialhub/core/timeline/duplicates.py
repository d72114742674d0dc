"""Merging of a channel's duplicate entries, stored before their URLs were known to be one post's.

One of them remains, with the history of all. A box's ``joined`` maps the id of a merged entry to
``{"entry": id, "when": timestamp, "by": person}``, so that an old id still leads to the post.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from ..platforms.post_identity import identity, is_post_link
from . import pictures
from .downloads import DownloadedPost, merge_download
from .entry import CONTENT_FIELDS, earlier_version, entry_key, is_visible
from .fingerprints import content_digest, post_fingerprint
from .identity import link_key
from .indexes import update_channel_row, update_entry
from .layout import (
    Box,
    Entry,
    Root,
    Stored,
    Values,
    channel_box,
    version_list,
    with_version,
    writable_part,
)
from .store import Timeline
from .submissions import index_by_name, record_reason, sort_values, submitted_data, visible_content

# Iterates over entries and frees the memory of those that have been read.
MemorySaver: TypeAlias = Callable[[Iterable[Entry]], Iterator[Any]]
SOURCES = ("wrote", "told", "download")
DOWNLOAD_FIELDS = ("download", "closed", "kept", "opened")
MASK_FIELDS = ("words", "pictures", "sources")


class MergedEntry(NamedTuple):
    """The id of an entry that was merged into ``entry``, and until when its content was shown."""

    id: str
    entry: str
    until: int


def renew_keys(timeline: Timeline, channel: str, sparing: MemorySaver = iter) -> int:
    """Update fingerprints and links stored by an older version; return how many entries changed."""
    root, changed = timeline.root, 0
    box = channel_box(root, channel)
    by_hand = {*box.get("written", {}).values()}
    for entry in sparing(box["entries"].values()):
        if entry["print"] != (number := post_fingerprint(entry)) and not entry.get("disposed"):
            update_entry(root, box, entry, {"print": number})
            changed += 1
        if entry["entry_id"] in by_hand:
            for link in _all_links(entry, *version_list(entry)):
                if link_key(link) not in box["written"]:
                    index_by_name(box, link_key(link), entry["entry_id"])
    if changed:
        update_channel_row(root, channel, box)
    return changed


def merge_channel(
    timeline: Timeline, channel: str, *, by: str, now: int, sparing: MemorySaver = iter
) -> Iterator[MergedEntry]:
    """Merge a channel's entries that are the same post by their URLs; yield each merged one."""
    root = timeline.root
    while groups := duplicate_groups(root["channels"][channel], sparing):
        done: set[str] = set()
        for ids in groups:
            if done.isdisjoint(ids):
                done.update(ids)
                yield from merge_duplicates(root, channel, ids, by=by, now=now)


def duplicate_groups(box: Box, sparing: MemorySaver) -> list[list[str]]:
    """Return groups of ids of entries that are the same post, each starting with the one to keep.

    Their URLs differ but belong to the same post. Entries that a source lists together are never
    duplicates, nor are those with the very same URL.
    """
    found: defaultdict[str, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for entry in sparing(box["entries"].values()):
        rank = (not is_visible(entry), entry["entry_id"] not in box["last"], entry["first_seen"])
        for link in filter(is_post_link, _all_links(entry)):
            found[identity(link)[1]][entry["entry_id"]] = (*rank, entry["entry_id"], entry["link"])
    groups = [sorted(each.values()) for each in found.values() if _are_duplicates(each.values())]
    return [list(ids) for ids in dict.fromkeys(tuple(row[3] for row in rows) for rows in groups)]


def merge_duplicates(
    root: Root, channel: str, ids: Iterable[str], *, by: str, now: int
) -> Iterator[MergedEntry]:
    """Merge entries of a channel into the first of them; yield each of the others."""
    box = channel_box(root, channel)
    kept_id, *merged_ids = ids
    for number, other in enumerate(merged_ids):
        until = now - 2 * number
        _merge_entry(root, box, box["entries"][kept_id], box["entries"][other], until)
        writable_part(box, "joined")[other] = {"entry": kept_id, "when": until, "by": by}
        yield MergedEntry(other, kept_id, until)
    update_channel_row(root, channel, box)


def _are_duplicates(rows: Iterable[tuple[Any, ...]]) -> bool:
    rows = list(rows)
    present = sum(not is_absent for _, is_absent, *_ in rows)
    return len({row[-1] for row in rows}) == len(rows) > 1 and present <= 1


def _all_links(entry: Entry, *versions: Entry) -> set[str]:
    hand = entry.get("hand") or {}
    tellers = [hand[name] for name in SOURCES if hand.get(name)]
    return {each["link"] for each in (entry, *tellers, *versions) if each["link"]}


def _merge_entry(root: Root, box: Box, kept: Stored, merged: Stored, until: int) -> None:
    before, wanted = pictures.picture_urls(kept), pictures.picture_urls(merged)
    _redirect_references(root, box, kept["entry_id"], merged["entry_id"])
    changes = _merged_changes(kept, merged, until)
    pictures.request_pictures(root, box, {**merged, "images": ()}, instead_of=wanted)
    update_entry(
        root, box, merged, {"record": "joined", "print": None, "twin": False, "held": False}
    )
    del box["invisible"][entry_key(merged)], box["entries"][merged["entry_id"]]
    update_entry(root, box, kept, changes)
    pictures.request_pictures(root, box, kept, instead_of=before)


def _merged_changes(kept: Stored, merged: Stored, until: int) -> Values:
    changes: Values = {
        "first_seen": min(kept["first_seen"], merged["first_seen"]),
        "captioned": kept.get("captioned") or merged.get("captioned"),
    }
    if forgotten := _merged_disposal(kept, merged):
        changes["forgotten"] = forgotten
    versions = [earlier_version(merged, until)]
    if "hand" in kept or "hand" in merged:
        changes |= _merged_content(kept, merged)
    if any(changes.get(name, kept[name]) != kept[name] for name in CONTENT_FIELDS):
        versions.insert(0, earlier_version(kept, until - 1))
    earlier = [*version_list(kept), *version_list(merged)]
    changes["versions"] = ()
    for each in (*sorted(earlier, key=lambda one: one["until"]), *versions):
        changes["versions"] = with_version(changes["versions"], dict(each))
    return changes


def _merged_disposal(kept: Entry, merged: Entry) -> Values | None:
    """Return the record of parts disposed of in either entry, with the hashes of both."""
    acts = [each["forgotten"] for each in (kept, merged) if each.get("forgotten")]
    hashes = [name for each in acts for name in each["hashes"]]
    return {**acts[0], "hashes": hashes} if acts else None


def _merged_content(kept: Entry, merged: Entry) -> Values:
    older, newer = sorted((kept, merged), key=lambda each: each["last_changed"])
    first = min((each["hand"] for each in (kept, merged) if "hand" in each), key=itemgetter("when"))
    hands = {
        each["entry_id"]: submitted_data(each, first["by"], first["when"])
        for each in (older, newer)
    }
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
        post = DownloadedPost(
            newest["download"], closed=newest["closed"], opened=newest.get("opened", "")
        )
        download = merge_download(hands[older["entry_id"]], post, newest["kept"])
        hand |= {name: download[name] for name in DOWNLOAD_FIELDS if name in download}
    shown = visible_content(hand)
    source = kept if kept_hand["told"] else merged
    digest = source["digest"] if hand["told"] else content_digest(shown)
    return {
        **shown,
        **sort_values(kept, shown),
        "hand": hand,
        "record": record_reason(hand),
        "digest": digest,
    }


def _redirect_references(root: Root, box: Box, kept_id: str, merged_id: str) -> None:
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
    _remove_from_wave(root, box, merged_id)
    _redirect_marks(root, kept_id, merged_id)
    _merge_masks(root, kept_id, merged_id)


def _remove_from_wave(root: Root, box: Box, merged_id: str) -> None:
    channel = root["prefixes"][box["prefix"]]
    wave = root.get("waves", {}).get(channel)
    if wave and merged_id in wave["entries"]:
        rest = tuple(each for each in wave["entries"] if each != merged_id)
        root["waves"][channel] = {**wave, "entries": rest}


def _redirect_marks(root: Root, kept_id: str, merged_id: str) -> None:
    marks = root.get("marks", {})
    taken = {mark["entry"] for mark in marks.values()}
    if merged_id in taken:
        others = {name: mark for name, mark in marks.items() if mark["entry"] != merged_id}
        moved = {
            name: {**mark, "entry": kept_id} for name, mark in marks.items() if name not in others
        }
        root["marks"] = others if kept_id in taken else others | moved


def _merge_masks(root: Root, kept_id: str, merged_id: str) -> None:
    masks = root.get("masks", {})
    if (merged_mask := masks.get(merged_id)) is not None:
        kept_mask = masks.get(kept_id, merged_mask)
        joined = {name: (*kept_mask[name], *merged_mask[name]) for name in MASK_FIELDS}
        masks[kept_id] = {
            **kept_mask,
            **{name: tuple(dict.fromkeys(each)) for name, each in joined.items()},
        }
        del masks[merged_id]
