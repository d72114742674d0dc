"""Selection of the pictures that an entry shows."""

import re
from collections.abc import Iterable

from .links import comparable_url
from .model import Image

MOST = 8
SMALL = 160
ICON = 32

_TRACKER = re.compile(
    r"://(?:[\w.-]+\.)?(?:doubleclick\.net|google-analytics\.com|feedsportal\.com"
    r"|scorecardresearch\.com|quantserve\.com|addtoany\.com|sharethis\.com|statcounter\.com"
    r"|gravatar\.com/avatar|avatars\d*\.githubusercontent\.com|pixel\.wp\.com|stats\.wordpress\.com|feeds\.wordpress\.com"
    r"|s\.w\.org/images/core/emoji|medium\.com/_/stat|feeds\.feedburner\.com/~"
    r"|blogger\.googleusercontent\.com/tracker|facebook\.com/tr\b|pixel\.)"
    r"|://(?:pixel|tracking?|beacon|analytics|matomo|piwik|stats)\.[\w.-]+/"
    r"|/(?:1x1|pixel|spacer|blank|clear|tracking|beacon)\.(?:gif|png)(?:\?|$)"
    r"|/(?:matomo|piwik)\.php\b",
    re.IGNORECASE,
)
_SCALED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)|(?<=_[\da-f]{10})_[a-z](?=\.jpg$)")
_NAMED = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


def is_tracker(src: str) -> bool:
    """Return whether a URL is known to be a tracking pixel, an avatar or an emoji."""
    return bool(_TRACKER.search(src))


def picture_key(src: str) -> str:
    """Return a key that is the same for all sizes of a picture."""
    path, _, query = comparable_url(src).partition("?")
    path = _SCALED.sub("", path)
    return path if _NAMED.search(path) or not query else f"{path}?{query}"


def choose_pictures(candidates: Iterable[Image]) -> tuple[Image, ...]:
    """Return at most eight different pictures in order, each in its largest size.

    Small pictures are left out if there are larger ones; icons and tracking pixels always are.
    """
    chosen: dict[str, Image] = {}
    for image in candidates:
        if image.src and not is_tracker(image.src) and not _icon(image):
            key = picture_key(image.src)
            chosen[key] = _better(chosen[key], image) if key in chosen else image
    large = [image for image in chosen.values() if (image.width or SMALL) >= SMALL]
    return tuple((large or list(chosen.values()))[:MOST])


def _icon(image: Image) -> bool:
    return any(size is not None and size <= ICON for size in (image.width, image.height))


def _better(old: Image, new: Image) -> Image:
    best = new if (new.width or 0) > (old.width or 0) and old.width else old
    alt = best.alt or old.alt or new.alt
    return best if alt == best.alt else Image(best.src, alt, best.width, best.height)
