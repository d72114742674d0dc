"""Pictures, videos and audio files attached to an entry, from feedparser's values."""

import re
from typing import Any, TypeAlias

from .model import Image, Media

# A part of a feed as one of feedparser's dictionaries, with values of any type.
FeedPart: TypeAlias = dict[str, Any]

_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)
_MEDIA_NAMES = {
    **{"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"},
    **{"wav": "audio/wav", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm"},
    **{"mov": "video/quicktime", "m3u8": "application/x-mpegurl"},
}
_MEDIA_TYPE = re.compile(r"(?:audio|video)/|application/(?:x-mpegurl|vnd\.apple\.mpegurl|ogg)")


def entry_images(entry: FeedPart) -> list[Image]:
    """Return an entry's pictures: thumbnails, media:content, enclosures and itunes:image."""
    contents = _largest_of_each(
        [part for part in dict.get(entry, "media_content") or () if _is_image(part)]
    )
    files = [link for link in enclosures(entry) if _is_image(link)]
    own = dict.get(entry, "image")
    parts = [*_thumbnail(entry, bool(contents)), *contents, *files]
    parts += [own] if isinstance(own, dict) else []
    found = [
        Image(_url(part), media_description(part) or None, *_size(part))
        for part in parts
        if _url(part)
    ]
    description = media_description(entry)
    if description and len(found) == 1 and found[0].alt is None and string(entry, "summary"):
        found = [Image(found[0].src, description, found[0].width, found[0].height)]
    return found


def entry_media(entry: FeedPart) -> list[Media]:
    """Return an entry's videos and audio files, only one from each media:group."""
    seen, found = set(), []
    for part in dict.get(entry, "media_content") or ():
        group = dict.get(part, "group", 0)
        if _media_kind(part) and not (group % 2 and group in seen):
            seen.add(group)
            found.append(part)
    found += [link for link in enclosures(entry) if _media_kind(link)]
    captions = _captions(entry)
    return [Media(_url(part), _media_kind(part), captions) for part in found]


def enclosures(entry: FeedPart) -> list[FeedPart]:
    """Return the links of an entry that are enclosures (attached files)."""
    links = dict.get(entry, "links") or ()
    return [link for link in links if dict.get(link, "rel") == "enclosure"]


def media_description(entry: FeedPart) -> str:
    """Return the media:description of an entry or of a media element; "" if it has none."""
    return string(entry, "media_description")


def string(holder: FeedPart, name: str) -> str:
    """Return a field's text, "" if it has none; feedparser's own ``get`` is slow and guesses."""
    value = dict.get(holder, name)
    return value if isinstance(value, str) else ""


def _captions(entry: FeedPart) -> str:
    """Return the URL of an entry's captions (Media RSS) or transcript (Podcasting 2.0)."""
    parts = (dict.get(entry, name) for name in ("media_subtitle", "podcast_transcript"))
    return next((_url(part) for part in parts if isinstance(part, dict) and _url(part)), "")


def _thumbnail(entry: FeedPart, has_images: bool) -> list[FeedPart]:
    thumbnails = [
        part
        for part in dict.get(entry, "media_thumbnail") or ()
        if not (has_images and dict.get(part, "inner"))
    ]
    return [max(thumbnails, key=_width)] if thumbnails else []


def _largest_of_each(parts: list[FeedPart]) -> list[FeedPart]:
    """Return the largest picture of each media:group, which has one picture in several sizes."""
    groups: dict[object, FeedPart] = {}
    for position, part in enumerate(parts):
        group = dict.get(part, "group", 0)
        key = group if group % 2 else f"alone {position}"
        if key not in groups or _width(part) > _width(groups[key]):
            groups[key] = part
    return list(groups.values())


def _is_image(part: FeedPart) -> bool:
    kind = (string(part, "type") or string(part, "medium")).lower()
    if kind.startswith("image"):
        return not _media_name(part)
    return not kind and bool(_IMAGE_NAME.search(_url(part)))


def _media_kind(part: FeedPart) -> str:
    """Return the MIME type of a video or a sound, empty for anything else."""
    kind = string(part, "type").lower()
    if _MEDIA_TYPE.match(kind):
        return kind
    medium = string(part, "medium")
    if kind and not kind.startswith(("image/", "application/octet-stream", "binary/")):
        return ""
    return _media_name(part) or (f"{medium}/*" if medium in ("audio", "video") else "")


def _media_name(part: FeedPart) -> str:
    path = _url(part).partition("?")[0]
    return _MEDIA_NAMES.get(path.rpartition(".")[2].lower(), "")


def _url(part: FeedPart) -> str:
    return (string(part, "url") or string(part, "href")).strip()


def _size(part: FeedPart) -> tuple[int | None, int | None]:
    return _pixels(part, "width"), _pixels(part, "height")


def _pixels(part: FeedPart, name: str) -> int | None:
    size = str(dict.get(part, name, ""))
    return int(size) if re.fullmatch(r"[1-9]\d{0,4}", size) else None


def _width(part: FeedPart) -> int:
    return _size(part)[0] or 0
