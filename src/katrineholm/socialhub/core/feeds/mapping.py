"""JSON read as a feed by JMESPath expressions; the only module to import jmespath."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.functions import Functions, signature
from jmespath.visitor import TreeInterpreter

from . import dates, text
from .draft import Document, Draft
from .errors import FeedError
from .json_feed import MOST_ITEMS
from .links import absolute_url
from .model import Image, Media

LONGEST = 2000
# Limits of a document's expressions, far above the needs of any feed.
STEPS = 3_000_000
LARGEST = 50_000


@dataclass(frozen=True, slots=True)
class Mapping:
    """JMESPath expressions that map a service's JSON to a feed; all but ``entries`` may be empty.

    ``entries`` selects the list; ``feed_*`` are evaluated in the document, the others in each
    entry. ``images`` selects one or several URLs, or objects with src, alt, width and height;
    ``media`` objects with url and type; ``marks`` objects with start, end (bytes in the UTF-8 of
    ``text``) and href; ``card`` an object with href, title and text. ``body`` may be text or HTML.
    The function ``last(text, '/')`` returns the part after the last slash.
    """

    entries: str
    format: str = "JSON"
    feed_title: str = ""
    feed_link: str = ""
    id: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    body: str = ""
    marks: str = ""
    card: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    categories: str = ""
    language: str = ""
    images: str = ""
    media: str = ""


BLUESKY = Mapping(
    format="Bluesky",
    entries="feed[?reason.\"$type\" != 'app.bsky.feed.defs#reasonRepost'"
    " && !contains(not_null(post.author.labels, `[]`)[].val, '!no-unauthenticated')].post",
    feed_title="feed[0].post.author.[not_null(displayName, handle)][0]",
    feed_link="join('', ['https://bsky.app/profile/', feed[0].post.author.handle])",
    id="uri",
    link="join('', ['https://bsky.app/profile/', author.handle, '/post/', last(uri, '/')])",
    text="record.text",
    marks="record.facets[].{start: index.byteStart, end: index.byteEnd,"
    " href: features[?uri] | [0].uri}",
    card="[embed.external, embed.media.external][?uri] | [0]"
    ".{href: uri, title: title, text: description}",
    published="record.createdAt",
    author="author.[displayName, handle][?@] | [0]",
    categories="[record.facets[].features[].tag, record.tags][]",
    language="record.langs[0]",
    images="[embed.images, embed.media.images][].{src: fullsize || thumb, alt: alt,"
    " width: aspectRatio.width, height: aspectRatio.height}"
    " || [embed, embed.media][?thumbnail].{src: thumbnail, alt: alt}"
    " || [embed.external, embed.media.external][?thumb].{src: thumb, alt: title}",
    media="[embed, embed.media][?playlist].{url: playlist, type: 'application/x-mpegurl'}",
)


def mapping_for_url(url: str) -> Mapping | None:
    """Return the built-in mapping for a URL, or None if there is none."""
    path = urlsplit(url).path
    return BLUESKY if path.endswith("/xrpc/app.bsky.feed.getAuthorFeed") else None


def mapped_document(data: Any, mapping: Mapping, url: str, now: datetime) -> Document:
    """Return the mapped document. Raise FeedError: not_a_feed, bad_mapping, mapping_excess."""
    interpreter = _Interpreter(_OPTIONS)
    items = interpreter.ask(mapping.entries, data, "entries")
    if not isinstance(items, list):
        raise FeedError("not_a_feed")
    found = (_Item(mapping, item, interpreter) for item in items[:MOST_ITEMS] if item)
    return Document(
        format=mapping.format,
        title=_string(interpreter.ask(mapping.feed_title, data, "feed_title")),
        link=absolute_url(_string(interpreter.ask(mapping.feed_link, data, "feed_link")), url),
        drafts=[_draft(each, url, now) for each in found],
        whole=len(items) <= MOST_ITEMS,
    )


def is_expression(expression: object) -> bool:
    """Return whether a value is a valid JMESPath expression or an empty string."""
    if not isinstance(expression, str) or len(expression) > LONGEST:
        return False
    try:
        return not expression or bool(_compiled(expression))
    except (JMESPathError, RecursionError, ValueError):
        return False


_compiled = lru_cache(maxsize=256)(jmespath.compile)


class _Excess(Exception):
    """An expression exceeds the limits."""


class _Functions(Functions):
    """JMESPath's functions, with limits on the size of their results."""

    @signature({"types": ["string", "null"]}, {"types": ["string"]})
    def _func_last(self, whole: str | None, mark: str) -> str | None:
        return (whole or "").rpartition(mark)[2] if mark else whole

    @signature({"types": ["string"]}, {"types": ["array-string"]})
    def _func_join(self, glue: str, parts: list[str]) -> str:
        _measure(len(glue) * len(parts) + sum(map(len, parts)))
        return glue.join(parts)

    @signature({"types": []})
    def _func_to_string(self, value: Any) -> str:
        """Convert a text or a number only: JMESPath's own also serializes whole trees."""
        return _string(value)


_OPTIONS = jmespath.Options(custom_functions=_Functions())


class _Interpreter(TreeInterpreter):
    """An interpreter for one document; all its expressions share the limit of steps."""

    left = STEPS

    def ask(self, expression: str, data: Any, name: str) -> Any:
        if not expression:
            return None
        try:
            return self.visit(_compiled(expression).parsed, data)
        except _Excess:
            raise FeedError("mapping_excess", field=name) from None
        except JMESPathError:
            # A mapping that fits most entries leaves a field of the others empty.
            return None
        except (RecursionError, TypeError, ValueError, AttributeError):
            raise FeedError("bad_mapping", field=name) from None

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            raise _Excess
        return super().visit(node, *args, **kwargs)

    def visit_flatten(self, node: Any, value: Any) -> list[Any] | None:
        base = self.visit(node["children"][0], value)
        if not isinstance(base, list):
            return None
        _measure(sum(len(each) if isinstance(each, list) else 1 for each in base))
        return [part for each in base for part in (each if isinstance(each, list) else [each])]


def _measure(size: int) -> None:
    if size > LARGEST:
        raise _Excess


class _Item:
    """One item, read by field name."""

    def __init__(self, mapping: Mapping, item: Any, interpreter: _Interpreter) -> None:
        self.expressions = asdict(mapping)
        self.item = item
        self.interpreter = interpreter

    def one(self, name: str) -> str:
        return _string(self.value(name))

    def many(self, name: str) -> list[Any]:
        value = self.value(name)
        return value if isinstance(value, list) else []

    def objects(self, name: str) -> list[dict[str, Any]]:
        return [value for value in self.many(name) if isinstance(value, dict)]

    def value(self, name: str) -> Any:
        return self.interpreter.ask(self.expressions[name], self.item, name)

    def pictures(self) -> list[Image]:
        value = self.value("images")
        parts = value if isinstance(value, list) else [value]
        objects = ({"src": part} if isinstance(part, str) else part for part in parts)
        return [_image(part) for part in objects if isinstance(part, dict)]


def _draft(found: _Item, url: str, now: datetime) -> Draft:
    link = absolute_url(found.one("link"), url)
    published, updated = found.one("published"), found.one("updated")
    changed = dates.parse_timestamp(updated, None, now)
    return Draft(
        id=found.one("id"),
        link=link,
        title=found.one("title"),
        html=_html(found),
        base=link or url,
        published=dates.parse_timestamp(published, None, now) or changed,
        updated=changed,
        dated=published or updated,
        author=found.one("author"),
        categories=[_string(name) for name in found.many("categories")],
        language=found.one("language"),
        images=found.pictures(),
        media=[
            Media(_string(part.get("url")), _string(part.get("type")))
            for part in found.objects("media")
        ],
    )


def _html(found: _Item) -> str:
    html = found.one("html") or text.as_html(found.one("body"))
    return (html or text.html_with_links(found.one("text"), found.objects("marks"))) + _card(found)


def _card(found: _Item) -> str:
    card = found.value("card")
    href = absolute_url(_string(card.get("href"))) if isinstance(card, dict) else ""
    if not href:
        return ""
    title = _string(card.get("title")) or href
    return f'<p><a href="{escape(href)}">{escape(title)}</a></p>'


def _image(part: dict[str, Any]) -> Image:
    size = (part.get(name) for name in ("width", "height"))
    width, height = (value if isinstance(value, int) and value > 0 else None for value in size)
    alt = part.get("alt")
    return Image(
        _string(part.get("src")), alt if isinstance(alt, str) and alt else None, width, height
    )


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
