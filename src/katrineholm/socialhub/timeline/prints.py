"""When two texts are the same: an entry before and after, one post in two channels."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from .layout import digest

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
SOURCE_QUERY = re.compile(r"""(\ssrc\s*=\s*["']?[^"'\s>?]*)\?[^"'\s>]*""", re.IGNORECASE)


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


def _plain(text: str) -> str:
    return " ".join(text.split())


def _bare(address: str) -> str:
    return address.partition("?")[0]


def _media(media) -> tuple[str, str]:
    picture = media["type"].startswith("image/")
    return _bare(media["url"]) if picture else media["url"], media["type"]
