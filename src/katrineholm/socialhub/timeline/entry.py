"""What is stored of one entry, when it counts as changed, and when visitors see it."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from . import months
from .layout import digest

CONTENT = (
    "keys",
    "id",
    "link",
    "title",
    "title_derived",
    "summary",
    "html",
    "published",
    "updated",
    "dated",
    "author",
    "categories",
    "language",
    "images",
    "media",
)
MOST_FLIPS = 24
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
SOURCE_QUERY = re.compile(r"""(\ssrc\s*=\s*["']?[^"'\s>?]*)\?[^"'\s>]*""", re.IGNORECASE)


def first_state(entry: dict, channel: str, entry_id: str, now: int) -> dict:
    """Everything that is stored of an entry seen for the first time."""
    return {
        **{name: entry[name] for name in CONTENT},
        "entry_id": entry_id,
        "channel": channel,
        "time": _sort_time(entry, now),
        "first_seen": now,
        "last_changed": now,
        "versions": [],
        "flips": 0,
        "hidden": None,
        "withdrawn": None,
        "filtered": False,
        "expired": False,
        "digest": content_digest(entry),
        "print": post_print(entry),
        "twin": False,
    }


def next_state(stored, entry: dict, now: int) -> dict:
    """What changes in the stored entry; empty where the content is the same.

    An entry that keeps changing without saying so is a fault of the source, not news.
    """
    fresh = content_digest(entry)
    flips = 0 if _newer(entry, stored) else stored["flips"] + 1
    if fresh == stored["digest"] or flips > MOST_FLIPS:
        return {}
    return {
        **{name: entry[name] for name in CONTENT},
        "time": _sort_time(entry, stored["time"]),
        "last_changed": now,
        "versions": [*stored["versions"], _version(stored, now)],
        "flips": flips,
        "digest": fresh,
        "print": post_print(entry),
    }


def content_digest(entry) -> str:
    """What a reader would notice: not dates alone, not the query of a picture's address."""
    return digest(
        repr(
            (
                *(_plain(entry[name]) for name in ("title", "summary", "link", "author")),
                _plain(SOURCE_QUERY.sub(r"\1", entry["html"])),
                [_plain(category) for category in entry["categories"]],
                [(_bare(image["src"]), _plain(image["alt"] or "")) for image in entry["images"]],
                [_media(media) for media in entry["media"]],
            )
        )
    )[:32]


def post_print(entry) -> int | None:
    """A number that is the same for the same post in two channels, None without link or title.

    Its upper bits come from the place on the web, so that a channel's numbers lie together and
    its entries are indexed by writing few objects.
    """
    if not entry["link"] or not entry["title"]:
        return None
    place, link = comparable(entry["link"])
    post = f"{link} {_plain(entry['title'])}"
    return int(digest(place)[:5], 16) << 43 | int(digest(post), 16) & (1 << 43) - 1


def comparable(link: str) -> tuple[str, str]:
    """The link's place (host and first folder) and the link without scheme and tracking."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return "", link
    query = [pair for pair in parse_qsl(parts.query, True) if not TRACKING.fullmatch(pair[0])]
    host, path = parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")
    return f"{host}/{path.lstrip('/').partition('/')[0]}", f"{host}{path}?{urlencode(query)}"


def is_visible(entry) -> bool:
    """Whether visitors may see it: not hidden by hand, withdrawn, filtered out or expired."""
    return tree_of(entry) == "visible"


def tree_of(entry) -> str:
    """Which of its channel's trees holds the entry."""
    if entry["hidden"] or entry["withdrawn"] is not None or entry["filtered"]:
        return "invisible"
    return "expired" if entry["expired"] else "visible"


def key_of(entry) -> tuple[int, str]:
    """The place in a channel's trees, where the newest stands first."""
    return -entry["time"], entry["entry_id"]


def _sort_time(entry, otherwise: int) -> int:
    published = entry["published"]
    return months.sortable(otherwise if published is None else published)


def _newer(entry, stored) -> bool:
    return (entry["updated"] or 0) > (stored["updated"] or 0)


def _version(stored, now: int) -> dict:
    return {**{name: stored[name] for name in CONTENT}, "until": now}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(address: str) -> str:
    return address.partition("?")[0]


def _media(media) -> tuple[str, str]:
    picture = media["type"].startswith("image/")
    return _bare(media["url"]) if picture else media["url"], media["type"]
