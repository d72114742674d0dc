"""Posts from the download of an account, stored beside the entries of people and feeds.

They are stored in an entry's ``hand``: the content as ``download``, the reason why it is never
public as ``closed``, the chosen visibility (``public`` or ``record``) as ``kept``, and as
``opened`` a reason to close it that a person has overruled. A box's ``written`` maps each name of a
post, and each link, to its entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from . import similarity
from .entry import CONTENT_FIELDS
from .fingerprints import content_digest
from .identity import id_by_keys, link_key, name_key
from .layout import Box, EntryFilter, Values, channel_box, passes_all
from .store import Timeline
from .submissions import (
    NEW,
    SAME,
    add_submission,
    index_by_name,
    new_hand,
    submitted_data,
    update_content,
)

PUBLIC, RECORD = "public", "record"
UNDATED = "undated"  # closes a post only as long as no download has its date
LIST_FIELDS = ("images", "media", "categories")
TEXT_FIELDS = (
    ("link",),
    ("title", "title_derived"),
    ("html", "summary"),
    ("author",),
    ("language",),
)


@dataclass(frozen=True, slots=True)
class DownloadedPost:
    """A post from a download: its content, its ``names``, and the reason why it is closed.

    ``names`` are sorted by reliability; ``opened`` is a reason to close it that a person overruled.
    """

    entry: Values
    names: tuple[str, ...] = ()
    closed: str = ""
    opened: str = ""


@dataclass(slots=True)
class KnownPosts:
    """A channel's entries by link and by words, collected so that the channel is read only once."""

    links: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, box: Box) -> Self:
        """Return the known posts of a channel."""
        known = cls()
        for stored in box["entries"].values():
            if stored["link"]:
                known.links.setdefault(link_key(stored["link"]), set()).add(stored["entry_id"])
                if text := similarity.comparable_text(stored):
                    known.words.setdefault(text, []).append(stored["entry_id"])
        return known


def store_downloads(
    timeline: Timeline,
    channel: str,
    posts: Iterable[DownloadedPost],
    *,
    visibility: str,
    by: str,
    now: int,
    passes: EntryFilter = passes_all,
    hold: bool = False,
) -> Iterator[tuple[str, str]]:
    """Store a download's posts one by one; yield each id with ``new``, ``changed`` or ``same``.

    ``visibility`` is ``public``, or ``record`` for posts that are hidden from visitors. Entries
    that are not in the download stay as they are.
    """
    root = timeline.begin()
    box = channel_box(root, channel)
    known = KnownPosts.of(box)
    for post in posts:
        entry_id = matching_id(box, known, post) or id_by_keys(box, post.entry["keys"])
        for name in post_keys(post):
            index_by_name(box, name, entry_id)
        if not post.entry["link"]:
            similarity.index_by_words(box, post.entry, entry_id)
        stored = box["entries"].get(entry_id)
        if stored is None:
            hand = merge_download(new_hand(by, now), post, visibility)
            add_submission(root, box, post.entry, entry_id, hand, now, passes, hold)
            yield entry_id, NEW
        elif stored.get("disposed"):
            yield entry_id, SAME
        else:
            hand = merge_download(submitted_data(stored, by, now), post, visibility)
            yield entry_id, update_content(root, box, stored, {"hand": hand}, now, passes)


def known_count(timeline: Timeline, channel: str, posts: Iterable[DownloadedPost]) -> int:
    """Return how many of a download's posts a channel already has; write nothing."""
    box = timeline.root["channels"].get(channel)
    if box is None:
        return 0
    known = KnownPosts.of(box)
    return sum(bool(matching_id(box, known, each)) for each in posts)


def matching_id(box: Box, known: KnownPosts, post: DownloadedPost) -> str:
    """Return the id of the stored entry for a post, found by URL, name or words; "" if none is."""
    written = box.get("written", {})
    found = next((written[name] for name in post_keys(post) if name in written), "")
    return str(found) or _id_by_link(known, post) or _id_by_words(box, known, post)


def post_keys(post: DownloadedPost) -> list[str]:
    """Return the keys of a post in a box's ``written``, for its URL and then for its names."""
    link = [link_key(post.entry["link"])] if post.entry["link"] else []
    return [*link, *map(name_key, post.names)]


def _id_by_link(known: KnownPosts, post: DownloadedPost) -> str:
    ids = known.links.get(link_key(post.entry["link"]), set()) if post.entry["link"] else set()
    return next(iter(ids)) if len(ids) == 1 else ""


def _id_by_words(box: Box, known: KnownPosts, post: DownloadedPost) -> str:
    if post.entry["link"]:
        return ""
    candidates = known.words.get(similarity.comparable_text(post.entry), ())
    return similarity.only_match(post.entry, (box["entries"][each] for each in candidates))


def merge_download(hand: Values, post: DownloadedPost, visibility: str) -> Values:
    """Return an entry's ``hand`` merged with one more download, which may be an older one.

    Nothing is undone: missing values are filled in from the other download, a public post stays
    public, and a post closed by its service stays closed until a person opens it. New signatures in
    the URLs of pictures do not count as a change.
    """
    before = hand.get("download")
    entry = {name: post.entry[name] for name in CONTENT_FIELDS}
    if before is not None:
        entry = _completed_content(entry, before)
        entry = before if _is_same_content(before, entry) else entry
    if post.opened:
        hand = {**hand, "opened": post.opened, "closed": ""}
    visibility = PUBLIC if PUBLIC in (hand.get("kept"), visibility) else RECORD
    return {
        **hand,
        "download": entry,
        "closed": _closing_reason(hand, post, entry),
        "kept": visibility,
    }


def _completed_content(entry: Values, before: Values) -> Values:
    """Return a download's content, completed with all that another one has beyond it."""
    filled = dict(entry)
    for name in LIST_FIELDS:
        filled[name] = max(entry[name], before[name], key=len)
    for names in TEXT_FIELDS:
        if not any(entry[name] for name in names):
            filled |= {name: before[name] for name in names}
    if entry["title_derived"] and before["title"] and not before["title_derived"]:
        filled |= {name: before[name] for name in ("title", "title_derived")}
    if entry["published"] is None:
        filled |= {name: before[name] for name in ("published", "dated")}
    return filled


def _closing_reason(hand: Values, post: DownloadedPost, entry: Values) -> str:
    """Return why a post is never public; empty if nothing closes it, or a person has opened it."""
    void = {"", hand.get("opened", ""), UNDATED if entry["published"] is not None else ""}
    return next((each for each in (hand.get("closed", ""), post.closed) if each not in void), "")


def _is_same_content(before: Values, entry: Values) -> bool:
    same_day = before["published"] == entry["published"]
    return same_day and content_digest(before) == content_digest(entry)
