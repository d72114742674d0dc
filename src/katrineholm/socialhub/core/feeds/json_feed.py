"""Parsing of JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
import re
from datetime import datetime
from typing import Any, TypeAlias

from . import dates, sanitiser, text, websub
from .draft import Document, Draft
from .errors import FeedError
from .links import absolute_url
from .model import Image, Media, Push

MOST_ITEMS = 10_000

# An object of JSON, whose values may be of any type.
Item: TypeAlias = dict[str, Any]

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(\d(?:\.\d+)?)/?")
_MEDIA_TYPE = re.compile(r"(?:audio|video)/|application/(?:x-mpegurl|vnd\.apple\.mpegurl)", re.I)


def load_json(source: str) -> Any:
    """Return the data of a JSON text, overlong numbers as strings, NaN as None. Raise FeedError."""
    try:
        return json.loads(
            source,
            parse_int=lambda digits: int(digits) if len(digits) < 20 else digits,
            parse_constant=lambda name: None,
        )
    except (ValueError, RecursionError):
        raise FeedError("bad_feed") from None


def is_json_feed(data: Any) -> bool:
    """Return whether parsed JSON declares itself to be a JSON Feed."""
    return isinstance(data, dict) and bool(_VERSION.match(_string(data.get("version"))))


def json_feed_document(data: Item, url: str, now: datetime) -> Document:
    """Return the document of a JSON Feed, without items that are not objects."""
    home = absolute_url(_string(data.get("home_page_url")), url)
    items = _list(data.get("items"))
    version = _VERSION.findall(data["version"])[0]
    return Document(
        format=f"JSON Feed {version if '.' in version else version + '.0'}",
        title=_string(data.get("title")),
        link=home,
        language=_string(data.get("language")),
        drafts=[
            _draft(item, home or url, now)
            for item in items[:MOST_ITEMS]
            if isinstance(item, dict) and item
        ],
        whole=len(items) <= MOST_ITEMS,
        push=_push(data, url),
    )


def _push(data: Item, url: str) -> Push | None:
    hubs = [each for each in _list(data.get("hubs")) if isinstance(each, dict)]
    used = (each for each in hubs if _string(each.get("type")).lower() == "websub")
    addresses = [_string(each.get("url")) for each in used]
    return websub.first_hub(addresses, _string(data.get("feed_url")), url)


def _draft(item: Item, base: str, now: datetime) -> Draft:
    link = _link(item, base)
    published, updated = (_string(item.get(f"date_{name}")) for name in ("published", "modified"))
    changed = dates.parse_timestamp(updated, None, now)
    return Draft(
        id=_string(item.get("id")).strip(),
        link=link,
        title=_string(item.get("title")),
        html=_html(item),
        summary=text.text_to_html(_string(item.get("summary"))),
        base=link or base,
        published=dates.parse_timestamp(published, None, now) or changed,
        updated=changed,
        dated=published or updated,
        author=_author(item),
        categories=[_string(tag) for tag in _list(item.get("tags"))],
        language=_string(item.get("language")),
        images=_images(item),
        media=[part for part in map(_media, _attachments(item)) if part],
    )


def _link(item: Item, base: str) -> str:
    id = _string(item.get("id"))
    addresses = [_string(item.get("url")), _string(item.get("external_url"))]
    if id.startswith(("http://", "https://")):
        addresses.append(id)
    found = (absolute_url(address, base) for address in addresses if address)
    return next((address for address in found if address), "")


def _html(item: Item) -> str:
    html = _string(item.get("content_html"))
    return html if html.strip() else text.text_to_html(_string(item.get("content_text")))


def _author(item: Item) -> str:
    authors = [*_list(item.get("authors")), item.get("author")]
    names = (_string(author.get("name")) for author in authors if isinstance(author, dict))
    return ", ".join(dict.fromkeys(sanitiser.html_to_text(name) for name in names if name))


def _images(item: Item) -> list[Image]:
    addresses = [_string(item.get("image")), _string(item.get("banner_image"))]
    addresses += [
        _string(part.get("url"))
        for part in _attachments(item)
        if _string(part.get("mime_type")).lower().startswith("image/")
    ]
    return [Image(address) for address in addresses if address]


def _attachments(item: Item) -> list[Item]:
    return [part for part in _list(item.get("attachments")) if isinstance(part, dict)]


def _media(part: Item) -> Media | None:
    kind, url = _string(part.get("mime_type")), _string(part.get("url"))
    return Media(url, kind) if url and _MEDIA_TYPE.match(kind) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: Any) -> str:
    """Return text as it is, numbers as text, anything else as an empty text."""
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else ""
