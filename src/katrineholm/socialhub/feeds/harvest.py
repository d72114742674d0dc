"""What RSS, Atom and CDF say in their many ways, gathered into drafts.

feedparser's dictionaries are asked with ``dict.get``: their own ``get`` is slow and guesses.
"""

import re
from datetime import datetime
from html import unescape

from . import clean, dates, text
from .draft import Document, Draft
from .links import absolute
from .model import Image, Media
from .parse import Parsed

HOUR, DAY, WEEK = 3600, 86_400, 604_800

_PERIODS = {"hourly": HOUR, "daily": DAY, "weekly": WEEK, "monthly": WEEK, "yearly": WEEK}
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)
_MEDIA_NAMES = {
    **{"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"},
    **{"wav": "audio/wav", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm"},
    **{"mov": "video/quicktime", "m3u8": "application/x-mpegurl"},
}
_MEDIA_TYPE = re.compile(r"(?:audio|video)/|application/(?:x-mpegurl|vnd\.apple\.mpegurl|ogg)")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_EMAIL = re.compile(r"\S+@\S+")


def document(parsed: Parsed, url: str, now: datetime) -> Document:
    """The feed that ``parse`` read at ``url``, with a draft for every entry."""
    link = _feed_link(parsed.feed, url)
    rss = not parsed.format.startswith("Atom")
    base = link or url if rss else url
    return Document(
        format=parsed.format,
        title=_title(parsed.feed, rss),
        link=link,
        language=_string(parsed.feed, "language"),
        drafts=[_draft(entry, base, rss, now) for entry in parsed.entries],
        whole=parsed.whole,
        deleted=parsed.deleted[:1000],
        ttl=_ttl(parsed.feed),
    )


def _feed_link(feed, url):
    return absolute(_string(feed, "link"), url)


def _draft(entry, base, rss, now):
    link = _link(entry, base)
    html, summary, inner, language = _texts(entry)
    published, updated, dated = _dates(entry, now)
    return Draft(
        id=_string(entry, "id"),
        link=link,
        title=_title(entry, rss),
        html=html,
        summary=summary,
        base=absolute(inner, base) if inner else link or base,
        published=published,
        updated=updated,
        dated=dated,
        author=_author(entry),
        categories=_categories(entry),
        language=language,
        images=_images(entry),
        media=_media(entry),
    )


def _title(holder, rss):
    title = _string(holder, "title") or _string(holder, "media_title")
    detail = dict.get(holder, "title_detail") or {}
    is_html = dict.get(detail, "type") in _HTML_TYPES
    # RSS never says what its titles are; what looks like a tag in one is meant as one.
    is_html = is_html or (rss and bool(_TAG_LIKE.search(title)))
    return clean.plain(title) if is_html else title


def _link(entry, base):
    found = _string(entry, "feedburner_origlink")
    if not found.startswith("http"):
        found = _string(entry, "link")
        if found == _string(entry, "id") and not found.startswith(("http://", "https://")):
            found = ""
    enclosed = [_string(link, "href") for link in _enclosures(entry)]
    links = dict.get(entry, "links") or ()
    others = [_string(link, "href") for link in links if dict.get(link, "rel") == "alternate"]
    addresses = [*([] if found in enclosed else [found]), *others, *enclosed]
    absolutes = (absolute(address, base) for address in addresses if address)
    return next((address for address in absolutes if address), "")


def _texts(entry):
    """The longest content, the summary, the content's xml:base and its language."""
    contents = [part for part in dict.get(entry, "content") or () if _as_html(part)]
    best = max(contents, key=lambda part: len(part["value"]), default={})
    detail = dict.get(entry, "summary_detail") or {}
    summary = _string(entry, "summary")
    if summary == dict.get(best, "value"):
        summary = ""
    summary = _as_html({"type": "text/html", **detail, "value": summary})
    html = _as_html(best) if best else ""
    if not html and not summary:
        summary = text.paragraphs(_string(entry, "itunes_summary") or _media_text(entry))
    origin = best or detail
    language = dict.get(entry, "language") or dict.get(origin, "language") or ""
    return html, summary, dict.get(origin, "base") or "", language


def _as_html(part):
    value, kind = dict.get(part, "value") or "", dict.get(part, "type") or "text/html"
    if not value or not (kind.startswith("text/") or kind in _HTML_TYPES):
        return ""
    if kind == "text/plain":
        # Written as text, yet entities in it are never meant to be seen.
        return text.paragraphs(unescape(value))
    if "<" not in value and "\n" in value:
        return text.paragraphs(clean.plain(value))
    # XHTML arrives as <br></br>, which HTML reads as two breaks.
    return value.replace("</br>", "")


def _media_text(entry):
    return _string(entry, "media_description")


def _dates(entry, now):
    moments, raws = [], []
    for name in ("published", "updated", "created"):
        raw = _string(entry, name)
        raws.append(raw)
        parsed = dict.get(entry, f"{name}_parsed")
        moments.append(dates.moment(raw, parsed, now) if raw else None)
    published, updated, created = moments
    if not any(moments) and isinstance(marked := dict.get(entry, "time"), dict):
        # Drupal puts an HTML time element into pubDate.
        raws.insert(0, _string(marked, "datetime"))
        published = dates.moment(raws[0], None, now)
    return published or updated or created, updated, next((raw for raw in raws if raw), "")


def _author(entry):
    names = [_string(author, "name") for author in dict.get(entry, "authors") or () if author]
    if len(names) < 2:
        names = [_string(entry, "author")]
    # Who wrote is of interest, the mail address is not: it would only gather spam.
    names = (_EMAIL.sub("", clean.plain(name)).strip(" ()<>") for name in names)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _categories(entry):
    tags = dict.get(entry, "tags") or ()
    shown = [tag for tag in tags if not str(dict.get(tag, "scheme") or "").endswith("#kind")]
    return [clean.plain(_string(tag, "label") or _string(tag, "term")) for tag in shown]


def _images(entry):
    contents = _largest_of_each(
        [part for part in dict.get(entry, "media_content") or () if _is_image(part)]
    )
    enclosures = [link for link in _enclosures(entry) if _is_image(link)]
    own = dict.get(entry, "image")
    parts = [*_thumbnail(entry, bool(contents)), *contents, *enclosures]
    parts += [own] if isinstance(own, dict) else []
    found = [Image(_address(part), _alt(part), *_size(part)) for part in parts if _address(part)]
    said = _media_text(entry)
    if said and len(found) == 1 and found[0].alt is None and _string(entry, "summary"):
        found = [Image(found[0].src, said, found[0].width, found[0].height)]
    return found


def _thumbnail(entry, has_images):
    thumbnails = [
        part
        for part in dict.get(entry, "media_thumbnail") or ()
        if not (has_images and dict.get(part, "inner"))
    ]
    return [max(thumbnails, key=_width)] if thumbnails else []


def _largest_of_each(parts):
    """Of the pictures in one media:group, which are the same in several sizes, the largest."""
    groups = {}
    for position, part in enumerate(parts):
        group = dict.get(part, "group", 0)
        key = group if group % 2 else f"alone {position}"
        if key not in groups or _width(part) > _width(groups[key]):
            groups[key] = part
    return list(groups.values())


def _media(entry):
    seen, found = set(), []
    for part in dict.get(entry, "media_content") or ():
        group = dict.get(part, "group", 0)
        if _media_kind(part) and not (group % 2 and group in seen):
            seen.add(group)
            found.append(part)
    found += [link for link in _enclosures(entry) if _media_kind(link)]
    return [Media(_address(part), _media_kind(part)) for part in found]


def _enclosures(entry):
    links = dict.get(entry, "links") or ()
    return [link for link in links if dict.get(link, "rel") == "enclosure"]


def _is_image(part):
    kind = (_string(part, "type") or _string(part, "medium")).lower()
    if kind.startswith("image"):
        return not _media_name(part)
    return not kind and bool(_IMAGE_NAME.search(_address(part)))


def _media_kind(part):
    """The MIME type of a film or a sound, empty for anything else."""
    kind = _string(part, "type").lower()
    if _MEDIA_TYPE.match(kind):
        return kind
    medium = _string(part, "medium")
    if kind and not kind.startswith(("image/", "application/octet-stream", "binary/")):
        return ""
    return _media_name(part) or (f"{medium}/*" if medium in ("audio", "video") else "")


def _media_name(part):
    path = _address(part).partition("?")[0]
    return _MEDIA_NAMES.get(path.rpartition(".")[2].lower(), "")


def _address(part):
    return (_string(part, "url") or _string(part, "href")).strip()


def _alt(part):
    return _string(part, "media_description") or None


def _size(part):
    return tuple(
        int(size) if re.fullmatch(r"[1-9]\d{0,4}", size) else None
        for size in (str(dict.get(part, name, "")) for name in ("width", "height"))
    )


def _width(part):
    return _size(part)[0] or 0


def _ttl(feed):
    """How often the feed asks to be read, in seconds (RSS ttl, syndication module)."""
    minutes = _string(feed, "ttl").strip()
    if re.fullmatch(r"[1-9]\d{0,5}", minutes):
        return min(int(minutes) * 60, WEEK)
    period = _PERIODS.get(_string(feed, "sy_updateperiod").strip())
    times = _string(feed, "sy_updatefrequency").strip() or "1"
    if period and re.fullmatch(r"[1-9]\d{0,3}", times):
        return period // int(times)
    return None


def _string(holder, name):
    value = dict.get(holder, name)
    return value if isinstance(value, str) else ""
