"""Entries submitted one by one by people and programs, beside those of feeds and downloads.

A submitted entry has ``hand``: ``by`` whom and ``when`` it was first submitted, ``wrote`` (the
content as submitted, None if only pictures were described), ``told`` (the source's content, None if
it has none), ``alts`` (alternative texts by a picture's URL), and the values of ``downloads``. The
visible content is derived from these alone, whichever came first. A box's ``written`` maps a link
to the entry submitted for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from BTrees.OOBTree import OOBTree

from ..platforms.post_identity import identity
from . import pictures, similarity
from .entry import CONTENT_FIELDS, earlier_version, initial_values, sort_time
from .fingerprints import content_digest, post_fingerprint, stable_url
from .identity import id_by_keys, link_key
from .indexes import insert_entry, update_channel_row, update_entry
from .layout import (
    Box,
    Entry,
    EntryFilter,
    Root,
    Stored,
    Values,
    channel_and_box,
    channel_box,
    new_entry,
    passes_all,
    with_version,
)
from .store import Timeline

NEW, CHANGED, SAME = "new", "changed", "same"
# Fields that a source may omit, with those that belong to them.
_FILLED_FIELDS = (
    (("published", "dated"), lambda entry: entry["published"] is None),
    (("title", "title_derived"), lambda entry: entry["title_derived"]),
    (("html", "summary"), lambda entry: not entry["html"] and not entry["summary"]),
    (("language",), lambda entry: not entry["language"]),
    (("link",), lambda entry: not entry["link"]),
)


def store_submission(
    timeline: Timeline,
    channel: str,
    entry: Values,
    *,
    by: str,
    now: int,
    passes: EntryFilter = passes_all,
    hold: bool = False,
) -> tuple[str, str]:
    """Store a submitted entry; return its id with ``new``, ``changed`` or ``same``.

    A stored entry with the same link is updated. ``passes`` is the channel's word filter. With
    ``hold``, a new entry is held until it is released.
    """
    root = timeline.begin()
    box = channel_box(root, channel)
    entry_id = (
        id_by_link(box, entry["link"])
        or similarity.id_without_url(box, entry)
        or id_by_keys(box, entry["keys"])
    )
    stored = box["entries"].get(entry_id)
    index_by_name(box, link_key(entry["link"]), entry_id)
    if stored is None:
        hand = new_hand(by, now, wrote=_content_values(entry))
        add_submission(root, box, entry, entry_id, hand, now, passes, hold)
        return entry_id, NEW
    return entry_id, update_submission(
        timeline, entry_id, _content_values(entry), {}, by=by, now=now, passes=passes
    )


def update_submission(
    timeline: Timeline,
    entry_id: str,
    wrote: Values | None,
    alts: Mapping[str, str],
    *,
    by: str,
    now: int,
    passes: EntryFilter = passes_all,
) -> str:
    """Update a stored entry with submitted content; return ``changed`` or ``same``.

    ``wrote`` is the whole content as submitted, None if there is nothing but ``alts``: alternative
    texts by a picture's URL, which the source does not undo. An entry that its source has withdrawn
    becomes visible again as submitted.
    """
    root = timeline.root
    _, box = channel_and_box(root, entry_id)
    stored = box["entries"][entry_id]
    if stored.get("disposed"):
        return SAME
    hand = submitted_data(stored, by, now)
    hand = {**hand, "alts": {**hand["alts"], **{stable_url(src): alt for src, alt in alts.items()}}}
    if wrote is not None:
        index_by_name(box, link_key(wrote["link"]), entry_id)
        hand["wrote"] = wrote
    changes: Values = {"hand": hand}
    if stored["withdrawn"] is not None and hand["wrote"] is not None:
        hand["told"] = changes["withdrawn"] = None
    return update_content(root, box, stored, changes, now, passes)


def entry_with_link(timeline: Timeline, channel: str, link: str) -> Entry | None:
    """Return the only entry of a channel with this link, visible or not; otherwise None."""
    box = timeline.root["channels"].get(channel)
    return None if box is None else timeline.get(id_by_link(box, link))


def id_by_link(box: Box, link: str) -> str:
    """Return the id of the only entry with this link, from any source; "" if not exactly one."""
    name = link_key(link)
    if known := box.get("written", {}).get(name):
        return str(known)
    # Documents have no index by link: it would cost a write for every entry of every feed.
    own, stored = identity(link), box["entries"].values()
    same = [each["entry_id"] for each in stored if identity(each["link"]) == own]
    return str(same[0]) if len(same) == 1 else ""


def document_changes(stored: Entry, entry: Values, changes: Values) -> Values:
    """Return the changes to a submitted entry when a document has it; empty if there are none.

    ``changes`` are those that an entry which was not submitted would get.
    """
    if not changes and stored["hand"]["told"] is not None:
        return {}
    hand = {**stored["hand"], "told": _content_values(entry)}
    visible = visible_content(hand)
    place = {
        **sort_values(stored, visible),
        "digest": entry["digest"],
        "record": record_reason(hand),
    }
    return {**changes, **visible, **place, "hand": hand}


def has_no_source(entry: Entry) -> bool:
    """Return whether no source has listed an entry, so that its absence means nothing."""
    hand = entry.get("hand")
    return hand is not None and hand["told"] is None


def has_source_text(entry: Entry) -> bool:
    """Return whether an entry's visible text is from its source: a document or a download."""
    hand = entry.get("hand")
    if hand is None or hand["wrote"] is None or hand["told"] is not None:
        return True
    return "download" in hand and not hand["closed"]


def submitted_alts(entry: Entry, sources: Iterable[str]) -> dict[str, str]:
    """Return the submitted alternative texts of an entry's pictures with these URLs."""
    alts = entry["hand"]["alts"] if "hand" in entry else {}
    return {src: alts[stable_url(src)] for src in sources if stable_url(src) in alts}


def visible_content(hand: Entry) -> Values:
    """Return the visible content: the source's, else the download's, else the submitted one.

    Missing values are filled in from the next ones. Submitted pictures replace the source's.
    """
    first, *others = _contents(hand)
    shown = dict(first)
    for other in others:
        for names, is_left_out in _FILLED_FIELDS:
            if is_left_out(shown) and other[names[0]]:
                shown.update({name: other[name] for name in names})
    submitted = (hand["wrote"] or {}).get("images")
    others_images = next((each["images"] for each in (first, *others) if each["images"]), ())
    return {**shown, "images": list(_described_images(submitted or others_images, hand["alts"]))}


def record_reason(hand: Entry) -> str | None:
    """Return why an entry is for the record only; None if it is not.

    This applies to downloads only: return why the service did not publish it, or ``chosen``.
    """
    if "download" not in hand or hand["told"] is not None or hand["wrote"] is not None:
        return None
    return hand["closed"] or (None if hand["kept"] == "public" else "chosen")


def _contents(hand: Entry) -> list[Entry]:
    """Return all contents, the source's first; one that was never public adds nothing to others."""
    open_to_all = [hand["told"], None if hand.get("closed") else hand.get("download")]
    found = [each for each in (*open_to_all, hand["wrote"]) if each is not None]
    return found or [hand["download"]]


def _described_images(images: Iterable[Values], alts: Mapping[str, str]) -> Iterator[Values]:
    for image in images:
        yield {**image, "alt": alts.get(stable_url(image["src"]), image["alt"])}


def index_by_name(box: Box, name: str, entry_id: str) -> None:
    """Index an entry by the key of a post's name or link."""
    written = box.setdefault("written", OOBTree())
    if written.get(name) != entry_id:
        written[name] = entry_id


def add_submission(
    root: Root,
    box: Box,
    entry: Values,
    entry_id: str,
    hand: Values,
    now: int,
    passes: EntryFilter,
    hold: bool,
) -> None:
    """Insert an entry that no document has contained so far."""
    channel = root["prefixes"][box["prefix"]]
    values = {**entry, "digest": content_digest(entry)}
    stored = new_entry(initial_values(values, channel, entry_id, now))
    stored["hand"], stored["record"] = hand, record_reason(hand)
    stored["filtered"] = not passes(stored)
    stored["held"] = hold
    is_seen = insert_entry(root, box, stored)
    pictures.request_pictures(root, box, stored)
    if is_seen:
        update_channel_row(root, channel, box)


def new_hand(by: str, now: int, wrote: Values | None = None, told: Values | None = None) -> Values:
    """Return the initial ``hand`` of an entry, the data about its submission."""
    return {"by": by, "when": now, "wrote": wrote, "told": told, "alts": {}}


def submitted_data(stored: Entry, by: str, now: int) -> Values:
    """Return a copy of a stored entry's ``hand``, or a new one if it was never submitted."""
    hand: Values | None = stored.get("hand")
    if hand is not None:
        return dict(hand)
    return new_hand(by, now, told=_content_values(stored))


def update_content(
    root: Root, box: Box, stored: Stored, changes: Values, now: int, passes: EntryFilter
) -> str:
    """Update a stored entry for its changed ``hand``; return ``changed`` or ``same``."""
    visible, before = visible_content(changes["hand"]), pictures.picture_urls(stored)
    if visible != _content_values(stored):
        changes |= {**visible, **sort_values(stored, visible)}
        changes["filtered"] = not passes({**stored, **visible})
        if _versioned_content(visible) != _versioned_content(stored):
            changes["last_changed"] = now
            changes["versions"] = with_version(stored["versions"], earlier_version(stored, now))
        if changes["hand"]["told"] is None:
            changes["digest"] = content_digest(visible)
    elif changes["hand"] == stored.get("hand") and "withdrawn" not in changes:
        return SAME
    changes["record"] = record_reason(changes["hand"])
    if update_entry(root, box, stored, changes):
        update_channel_row(root, stored["channel"], box)
    pictures.request_pictures(root, box, stored, instead_of=before)
    return CHANGED


def _content_values(entry: Entry) -> Values:
    return {name: entry[name] for name in CONTENT_FIELDS}


def _versioned_content(entry: Entry) -> Values:
    """Return the content that is worth an earlier version: not the spelling of links and dates."""
    return {**_content_values(entry), "link": identity(entry["link"]), "dated": "", "keys": ()}


def sort_values(stored: Entry, visible: Entry) -> Values:
    """Return the sort time and the fingerprint of a stored entry with new visible content."""
    return {"time": sort_time(visible, stored["time"]), "print": post_fingerprint(visible)}
