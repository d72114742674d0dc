"""What people and programs hand in one by one, beside what documents and downloads tell.

An entry that somebody has written of has ``hand``: ``by`` whom and ``when`` that was first done,
``wrote`` (the content as it was handed in, None where only pictures were described), ``told`` (as
the source tells it, None where none does) and ``alts`` (alternative texts by a picture's address),
and what ``downloaded`` adds. What is shown follows from these alone, whichever came first. A box's
``written`` leads from a link to the entry that was written for it.
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
# What a source may leave out, with what comes along.
_FILLED = (
    (("published", "dated"), lambda told: told["published"] is None),
    (("title", "title_derived"), lambda told: told["title_derived"]),
    (("html", "summary"), lambda told: not told["html"] and not told["summary"]),
    (("language",), lambda told: not told["language"]),
    (("link",), lambda told: not told["link"]),
)


def write(
    root: Root, channel: str, entry: Values, *, by: str, now: int, shown: Shown, hold: bool
) -> tuple[str, str]:
    """Keep what somebody hands in of one entry: its id, and new, changed or same.

    It is the stored entry with its link, if there is one.
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
        hand = {"by": by, "when": now, "wrote": _content(entry), "told": None, "alts": {}}
        add(root, box, entry, entry_id, hand, now, shown, hold)
        return entry_id, NEW
    return entry_id, rewrite(root, entry_id, _content(entry), {}, by=by, now=now, shown=shown)


def rewrite(
    root: Root,
    entry_id: str,
    wrote: Values | None,
    alts: Mapping[str, str],
    *,
    by: str,
    now: int,
    shown: Shown,
) -> str:
    """Keep what somebody writes of a stored entry: changed or same.

    ``wrote`` is the whole content as it is handed in, None where nothing but ``alts`` is.
    What a source has withdrawn stands again, as it was written.
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
    return restate(root, box, stored, changes, now, shown)


def linked(box: Box, link: str) -> str:
    """The id of the one entry with this link, in whatever way it came; empty without one."""
    name = link_key(link)
    if known := box.get("written", {}).get(name):
        return str(known)
    # Documents have no index by link: to keep one would cost every entry of every feed.
    own, stored = identity(link), box["entries"].values()
    same = [each["entry_id"] for each in stored if identity(each["link"]) == own]
    return str(same[0]) if len(same) == 1 else ""


def beside(stored: Entry, entry: Values, changes: Values) -> Values:
    """What a document changes in an entry that somebody has written of; empty where nothing.

    ``changes`` are those it would make otherwise.
    """
    if not changes and stored["hand"]["told"] is not None:
        return {}
    hand = {**stored["hand"], "told": _content(entry)}
    kept = content(hand)
    place = {**placed(stored, kept), "digest": entry["digest"], "record": record(hand)}
    return {**changes, **kept, **place, "hand": hand}


def is_only_written(entry: Entry) -> bool:
    """Whether no source has told of it: then its absence from a document says nothing."""
    hand = entry.get("hand")
    return hand is not None and hand["told"] is None


def is_told(entry: Entry) -> bool:
    """Whether the words that are shown are the source's own, from a document or a download."""
    hand = entry.get("hand")
    if hand is None or hand["wrote"] is None or hand["told"] is not None:
        return True
    return "download" in hand and not hand["closed"]


def own_alts(entry: Entry, sources: Iterable[str]) -> dict[str, str]:
    """The alternative texts that were written here of pictures with these addresses."""
    alts = entry["hand"]["alts"] if "hand" in entry else {}
    return {src: alts[bare(src)] for src in sources if bare(src) in alts}


def content(hand: Entry) -> Values:
    """What is shown: what the source tells, else its download, else what was written by hand.

    Each fills in what those before it leave out. Pictures that were handed in stand in the place
    of the source's.
    """
    first, *others = _tellers(hand)
    shown = dict(first)
    for other in others:
        for names, is_left_out in _FILLED:
            if is_left_out(shown) and other[names[0]]:
                shown.update({name: other[name] for name in names})
    given = (hand["wrote"] or {}).get("images")
    theirs = next((each["images"] for each in (first, *others) if each["images"]), ())
    return {**shown, "images": list(_described(given or theirs, hand["alts"]))}


def record(hand: Entry) -> str | None:
    """Why nothing but the record has an entry: a download alone tells it, and not to the public.

    What kept the post from the public at its service, or ``chosen``.
    """
    if "download" not in hand or hand["told"] is not None or hand["wrote"] is not None:
        return None
    return hand["closed"] or (None if hand["kept"] == "public" else "chosen")


def _tellers(hand: Entry) -> list[Entry]:
    """Who tells, the source first; what was never public adds nothing to what others tell."""
    open_to_all = [hand["told"], None if hand.get("closed") else hand.get("download")]
    found = [each for each in (*open_to_all, hand["wrote"]) if each is not None]
    return found or [hand["download"]]


def _described(images: Iterable[Values], alts: Mapping[str, str]) -> Iterator[Values]:
    for image in images:
        yield {**image, "alt": alts.get(bare(image["src"]), image["alt"])}


def remember(box: Box, name: str, entry_id: str) -> None:
    """Let a name, or a link's key, lead to an entry."""
    if "written" not in box:
        box["written"] = OOBTree()
    if box["written"].get(name) != entry_id:
        box["written"][name] = entry_id


def add(
    root: Root,
    box: Box,
    entry: Values,
    entry_id: str,
    hand: Values,
    now: int,
    shown: Shown,
    hold: bool,
) -> None:
    """Keep an entry that no document has told yet."""
    channel = root["prefixes"][box["prefix"]]
    values = {**entry, "digest": content_digest(entry)}
    stored = new_entry(first_state(values, channel, entry_id, now))
    stored["hand"], stored["record"] = hand, record(hand)
    stored["filtered"] = not shown(stored)
    stored["held"] = hold
    is_seen = admit(root, box, stored)
    pictures.want(root, box, stored)
    if is_seen:
        publish(root, channel, box)


def hand_of(stored: Entry, by: str, now: int) -> Values:
    """Who has told of a stored entry so far, before more is told."""
    hand: Values | None = stored.get("hand")
    if hand is not None:
        return dict(hand)
    return {"by": by, "when": now, "wrote": None, "told": _content(stored), "alts": {}}


def restate(root: Root, box: Box, stored: Stored, changes: Values, now: int, shown: Shown) -> str:
    """Show what follows from what is told now: changed, or same where nothing is another."""
    kept, before = content(changes["hand"]), pictures.sources(stored)
    if kept != _content(stored):
        changes |= {**kept, **placed(stored, kept)}
        changes["filtered"] = not shown({**stored, **kept})
        if _noticed(kept) != _noticed(stored):
            changes["last_changed"] = now
            changes["versions"] = with_version(stored["versions"], version(stored, now))
        if changes["hand"]["told"] is None:
            changes["digest"] = content_digest(kept)
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
    """What an earlier version is kept for: not another spelling of the link or the date."""
    return {**_content(entry), "link": identity(entry["link"]), "dated": "", "keys": ()}


def placed(stored: Entry, kept: Entry) -> Values:
    """Return where an entry stands in time and among twins by what is shown of it."""
    return {"time": sort_time(kept, stored["time"]), "print": post_print(kept)}
