"""Entries submitted one by one by people and programs, beside those of feeds and downloads.

A submitted entry has ``hand``: ``by`` whom and ``when`` that was first done, ``wrote`` (the content
as submitted, None if only pictures were described), ``told`` (the source's content, None if it has
none), ``alts`` (alternative texts by a picture's URL), and the values of ``downloads``. The visible
content follows from these alone, whichever came first. A box's ``written`` maps a link to the entry
submitted for it.
"""

from collections.abc import Iterable, Iterator, Mapping

from BTrees.OOBTree import OOBTree

from ..platforms.posts import identity
from . import alike, pictures
from .entry import CONTENT, first_state, sort_time, version
from .identity import id_for, link_key
from .layout import (
    Box,
    Entry,
    Root,
    Shown,
    Stored,
    Values,
    box_holding,
    box_of,
    new_entry,
    with_version,
)
from .places import admit, publish, settle
from .prints import bare, content_digest, post_print

NEW, CHANGED, SAME = "new", "changed", "same"
# Fields that a source may omit, with those that belong to them.
_FILLED = (
    (("published", "dated"), lambda entry: entry["published"] is None),
    (("title", "title_derived"), lambda entry: entry["title_derived"]),
    (("html", "summary"), lambda entry: not entry["html"] and not entry["summary"]),
    (("language",), lambda entry: not entry["language"]),
    (("link",), lambda entry: not entry["link"]),
)


def write(
    root: Root, channel: str, entry: Values, *, by: str, now: int, passes: Shown, hold: bool
) -> tuple[str, str]:
    """Store a submitted entry; return its id, and ``new``, ``changed`` or ``same``.

    If there is a stored entry with its link, it is that one.
    """
    box = box_of(root, channel)
    entry_id = (
        linked(box, entry["link"])
        or alike.without_address(box, entry)
        or id_for(box, entry["keys"])
    )
    stored = box["entries"].get(entry_id)
    remember(box, link_key(entry["link"]), entry_id)
    if stored is None:
        hand = new_hand(by, now, wrote=_content(entry))
        add(root, box, entry, entry_id, hand, now, passes, hold)
        return entry_id, NEW
    return entry_id, rewrite(root, entry_id, _content(entry), {}, by=by, now=now, passes=passes)


def rewrite(
    root: Root,
    entry_id: str,
    wrote: Values | None,
    alts: Mapping[str, str],
    *,
    by: str,
    now: int,
    passes: Shown,
) -> str:
    """Update a stored entry with submitted content; return ``changed`` or ``same``.

    ``wrote`` is the whole content as submitted, None if there is nothing but ``alts``. An entry
    that its source has withdrawn becomes visible again as submitted.
    """
    _, box = box_holding(root, entry_id)
    stored = box["entries"][entry_id]
    if stored.get("disposed"):
        return SAME
    hand = hand_of(stored, by, now)
    hand = {**hand, "alts": {**hand["alts"], **{bare(src): alt for src, alt in alts.items()}}}
    if wrote is not None:
        remember(box, link_key(wrote["link"]), entry_id)
        hand["wrote"] = wrote
    changes: Values = {"hand": hand}
    if stored["withdrawn"] is not None and hand["wrote"] is not None:
        hand["told"] = changes["withdrawn"] = None
    return restate(root, box, stored, changes, now, passes)


def linked(box: Box, link: str) -> str:
    """Return the id of the only entry with this link, from any source; empty if there is none."""
    name = link_key(link)
    if known := box.get("written", {}).get(name):
        return str(known)
    # Documents have no index by link: it would cost a write for every entry of every feed.
    own, stored = identity(link), box["entries"].values()
    same = [each["entry_id"] for each in stored if identity(each["link"]) == own]
    return str(same[0]) if len(same) == 1 else ""


def beside(stored: Entry, entry: Values, changes: Values) -> Values:
    """Return the changes that a document makes in a submitted entry; empty if there are none.

    ``changes`` are those for an entry that is not submitted.
    """
    if not changes and stored["hand"]["told"] is not None:
        return {}
    hand = {**stored["hand"], "told": _content(entry)}
    visible = content(hand)
    place = {**placed(stored, visible), "digest": entry["digest"], "record": record(hand)}
    return {**changes, **visible, **place, "hand": hand}


def is_only_written(entry: Entry) -> bool:
    """Return whether no source has the entry: its absence from a document then means nothing."""
    hand = entry.get("hand")
    return hand is not None and hand["told"] is None


def is_told(entry: Entry) -> bool:
    """Return whether the visible words are the source's own, from a document or a download."""
    hand = entry.get("hand")
    if hand is None or hand["wrote"] is None or hand["told"] is not None:
        return True
    return "download" in hand and not hand["closed"]


def own_alts(entry: Entry, sources: Iterable[str]) -> dict[str, str]:
    """Return the alternative texts that were written here for pictures with these URLs."""
    alts = entry["hand"]["alts"] if "hand" in entry else {}
    return {src: alts[bare(src)] for src in sources if bare(src) in alts}


def content(hand: Entry) -> Values:
    """Return the visible content: the source's, else the download's, else the submitted one.

    Missing values are filled in from the next of them. Submitted pictures replace the source's.
    """
    first, *others = _tellers(hand)
    shown = dict(first)
    for other in others:
        for names, is_left_out in _FILLED:
            if is_left_out(shown) and other[names[0]]:
                shown.update({name: other[name] for name in names})
    submitted = (hand["wrote"] or {}).get("images")
    others_images = next((each["images"] for each in (first, *others) if each["images"]), ())
    return {**shown, "images": list(_described(submitted or others_images, hand["alts"]))}


def record(hand: Entry) -> str | None:
    """Return why an entry is for the record only; None if it is not.

    Only a download has such an entry: return why its service did not show it, or ``chosen``.
    """
    if "download" not in hand or hand["told"] is not None or hand["wrote"] is not None:
        return None
    return hand["closed"] or (None if hand["kept"] == "public" else "chosen")


def _tellers(hand: Entry) -> list[Entry]:
    """Return all contents, the source's first; one that was never public adds nothing to others."""
    open_to_all = [hand["told"], None if hand.get("closed") else hand.get("download")]
    found = [each for each in (*open_to_all, hand["wrote"]) if each is not None]
    return found or [hand["download"]]


def _described(images: Iterable[Values], alts: Mapping[str, str]) -> Iterator[Values]:
    for image in images:
        yield {**image, "alt": alts.get(bare(image["src"]), image["alt"])}


def remember(box: Box, name: str, entry_id: str) -> None:
    """Index an entry by a name, or by a link's key."""
    written = box.setdefault("written", OOBTree())
    if written.get(name) != entry_id:
        written[name] = entry_id


def add(
    root: Root,
    box: Box,
    entry: Values,
    entry_id: str,
    hand: Values,
    now: int,
    passes: Shown,
    hold: bool,
) -> None:
    """Insert an entry that no document has had yet."""
    channel = root["prefixes"][box["prefix"]]
    values = {**entry, "digest": content_digest(entry)}
    stored = new_entry(first_state(values, channel, entry_id, now))
    stored["hand"], stored["record"] = hand, record(hand)
    stored["filtered"] = not passes(stored)
    stored["held"] = hold
    is_seen = admit(root, box, stored)
    pictures.want(root, box, stored)
    if is_seen:
        publish(root, channel, box)


def new_hand(by: str, now: int, wrote: Values | None = None, told: Values | None = None) -> Values:
    """Return the ``hand`` of an entry that nobody has submitted before."""
    return {"by": by, "when": now, "wrote": wrote, "told": told, "alts": {}}


def hand_of(stored: Entry, by: str, now: int) -> Values:
    """Return a stored entry's ``hand``, or the one that it begins with."""
    hand: Values | None = stored.get("hand")
    if hand is not None:
        return dict(hand)
    return new_hand(by, now, told=_content(stored))


def restate(root: Root, box: Box, stored: Stored, changes: Values, now: int, passes: Shown) -> str:
    """Update the content from the changed ``hand``; return ``changed`` or ``same``."""
    visible, before = content(changes["hand"]), pictures.sources(stored)
    if visible != _content(stored):
        changes |= {**visible, **placed(stored, visible)}
        changes["filtered"] = not passes({**stored, **visible})
        if _noticed(visible) != _noticed(stored):
            changes["last_changed"] = now
            changes["versions"] = with_version(stored["versions"], version(stored, now))
        if changes["hand"]["told"] is None:
            changes["digest"] = content_digest(visible)
    elif changes["hand"] == stored.get("hand") and "withdrawn" not in changes:
        return SAME
    changes["record"] = record(changes["hand"])
    if settle(root, box, stored, changes):
        publish(root, stored["channel"], box)
    pictures.want(root, box, stored, instead_of=before)
    return CHANGED


def _content(entry: Entry) -> Values:
    return {name: entry[name] for name in CONTENT}


def _noticed(entry: Entry) -> Values:
    """Return the content that is worth an earlier version: not the spelling of links and dates."""
    return {**_content(entry), "link": identity(entry["link"]), "dated": "", "keys": ()}


def placed(stored: Entry, visible: Entry) -> Values:
    """Return the sort time and the fingerprint that follow from the content."""
    return {"time": sort_time(visible, stored["time"]), "print": post_print(visible)}
