"""The stored values of an entry, and whether it has changed and is visible."""

import re

from ..platforms.post_identity import identity
from . import months
from .fingerprints import content_digest, post_fingerprint
from .layout import Entry, Key, Values

CONTENT_FIELDS = (
    *("keys", "id", "link", "title", "title_derived", "summary", "html", "published", "updated"),
    *("dated", "author", "categories", "language", "images", "media"),
)
MAX_FLIPS = 24
MAX_PICTURES = 4  # that are fetched and shown
# Parameters by which servers recognise clients, or keep a response out of caches.
_SESSION = re.compile(
    r"(?:(?:\w*sess\w*|s?sid|cfid|cftoken|nocache|rnd|random|ts|timestamp|cachebuster|_)(?:=.*)?)?",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";\w*sess\w*=[^/;?]*", re.IGNORECASE)
MIN_FLIPS = 2  # changes of the link alone are news


def initial_values(
    entry: Values, channel: str, entry_id: str, now: int, position: int = 0
) -> Values:
    """Return all the values to be stored for a new entry, which already has its ``digest``.

    Entries without a date are placed a second apart to preserve the order of their document.
    """
    return {
        **{name: entry[name] for name in CONTENT_FIELDS},
        "entry_id": entry_id,
        "channel": channel,
        "time": sort_time(entry, now - position),
        "first_seen": now,
        "last_changed": now,
        "versions": (),
        "flips": 0,
        "hidden": None,
        "withdrawn": None,
        "filtered": False,
        "held": False,
        "released": None,
        "expired": False,
        "digest": entry["digest"],
        "print": post_fingerprint(entry),
        "twin": False,
    }


def changed_values(stored: Entry, entry: Values, now: int) -> Values:
    """Return the values of a stored entry that change; empty if the content is the same.

    An entry that keeps changing without a new update time is an error of its source and is left as
    it is.
    """
    fresh = entry["digest"]
    is_newer = (entry["updated"] or 0) > (stored["updated"] or 0)
    flips = 0 if is_newer else stored["flips"] + 1
    if fresh == stored["digest"] or flips > MAX_FLIPS or _is_only_relinked(stored, entry):
        return {}
    return {
        **{name: entry[name] for name in CONTENT_FIELDS},
        "time": sort_time(entry, stored["time"]),
        "last_changed": now,
        "flips": flips,
        "digest": fresh,
        "print": post_fingerprint(entry),
    }


def earlier_version(stored: Entry, now: int) -> Values:
    """Return the content of an entry as an earlier version, which was replaced ``now``."""
    return {**{name: stored[name] for name in CONTENT_FIELDS}, "until": now}


def is_visible(entry: Entry) -> bool:
    """Return whether visitors may see an entry.

    An entry is invisible if it is held, hidden by hand, withdrawn, filtered, expired, disposed of
    or for the record only.
    """
    return tree_name(entry) == "visible"


def is_held(entry: Entry) -> bool:
    """Return whether an entry is held for a review, and nothing else hides it."""
    # An entry from before anything could be held has no such value.
    return bool(entry.get("held")) and not _is_invisible(entry)


def tree_name(entry: Entry) -> str:
    """Return the name of the tree in its channel's box to which an entry belongs."""
    if entry.get("held") or _is_invisible(entry):
        return "invisible"
    return "expired" if entry["expired"] else "visible"


def sort_time(entry: Entry, otherwise: int) -> int:
    """Return the time by which an entry is sorted: its publication, or else ``otherwise``."""
    published = entry["published"]
    return months.clamped_time(otherwise if published is None else published)


def entry_key(entry: Entry) -> Key:
    """Return the key of an entry in its channel's trees, which are sorted from the newest on."""
    return -entry["time"], entry["entry_id"]


def key_bounds(start: int, end: int) -> tuple[Key, Key]:
    """Return the lowest and highest key of entries from ``start`` until before ``end``."""
    return (1 - end, ""), (-start, "g")


def _is_invisible(entry: Entry) -> bool:
    is_for_record = bool(entry.get("record") or entry.get("disposed"))
    return bool(
        is_for_record or entry["hidden"] or entry["withdrawn"] is not None or entry["filtered"]
    )


def _is_only_relinked(stored: Entry, entry: Entry) -> bool:
    """Return whether only the link's query differs, by a session or by its order.

    Any other difference in the query is news at first, but not if it keeps changing.
    """
    (place, query), (before, asked) = _link_parts(entry["link"]), _link_parts(stored["link"])
    if place != before or (query != asked and stored["flips"] < MIN_FLIPS):
        return False
    return bool(content_digest({**entry, "link": stored["link"]}) == stored["digest"])


def _link_parts(link: str) -> tuple[str, list[str]]:
    """Return the link without its query, and the query's parameters that name no session."""
    place, _, query = identity(link)[1].partition("?")
    names = sorted(part for part in query.split("&") if not _SESSION.fullmatch(part))
    return _SESSION_IN_PATH.sub("", place), names
