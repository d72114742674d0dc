"""Recognition of the same post by its words, for entries stored without a URL.

A download may have no URLs, while entries from feeds and those written by hand have the posts'
URLs. Two entries are the same post if their words are the same and long enough, and their times are
close; an undated entry is close to all. A box's ``bare``, if it exists, maps the hash of the words
to the ids of the entries without a URL.
"""

from collections.abc import Iterable

from BTrees.OOBTree import OOBTree

from ..platforms.post_identity import identity
from .hashing import digest
from .layout import Box, Entry

MIN_LETTERS = 20  # letters
MAX_DISTANCE = 2 * 24 * 3600  # seconds


def comparable_text(entry: Entry) -> str:
    """Return the text by which entries are compared; "" if it is too short to distinguish posts."""
    text = " ".join(entry["summary"].split()).casefold()
    return text if len(text) >= MIN_LETTERS else ""


def is_close_in_time(one: Entry, other: Entry) -> bool:
    """Return whether two entries are at most two days apart, or one of them has no date."""
    moments = one["published"], other["published"]
    return None in moments or abs(moments[0] - moments[1]) <= MAX_DISTANCE


def index_by_words(box: Box, entry: Entry, entry_id: str) -> None:
    """Index an entry without a URL by the hash of its words."""
    bare, name = box.setdefault("bare", OOBTree()), digest(comparable_text(entry))
    if entry_id not in (ids := bare.get(name, ())):
        bare[name] = (*ids, entry_id)


def id_without_url(box: Box, entry: Entry) -> str:
    """Return the id of the only entry stored without a URL that is this post, else ""."""
    ids = box["bare"].get(digest(comparable_text(entry)), ()) if "bare" in box else ()
    candidates = [box["entries"][each] for each in ids]
    return only_match(entry, (each for each in candidates if _has_no_other_url(each, entry)))


def only_match(entry: Entry, candidates: Iterable[Entry]) -> str:
    """Return the id of the only candidate with the same words and time; "" if not exactly one."""
    text = comparable_text(entry)
    matches = (
        each
        for each in candidates
        if text and comparable_text(each) == text and is_close_in_time(each, entry)
    )
    ids = [each["entry_id"] for each in matches]
    return str(ids[0]) if len(ids) == 1 else ""


def _has_no_other_url(stored: Entry, entry: Entry) -> bool:
    return not stored["link"] or identity(stored["link"]) == identity(entry["link"])
