"""A web page read as a feed by CSS selectors; the only module of this room to import lxml.

A selector may end with ``@name``, which selects that attribute instead of the element's content.
``@name`` alone selects an attribute of the item.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from cssselect.xpath import HTMLTranslator
from lxml import etree

from . import dates
from .draft import MOST_ENTRIES, Document, Draft
from .links import absolute_url
from .model import Image

LONGEST = 500
MOST_PARTS = 50  # elements that make up one text

_ATTRIBUTE = re.compile(r"(.*?)\s*@([\w:-]{1,100})\s*", re.DOTALL)
_PICTURES = ("src", "data-src", "data-original")
_DATES = ("datetime", "content")


def is_selector(selector: object) -> bool:
    """Return whether a value is a valid selector or an empty string."""
    if not isinstance(selector, str) or len(selector) > LONGEST:
        return False
    try:
        _finder(selector, "descendant::")
    except (SelectorError, etree.XPathError, RecursionError, ValueError):
        return False
    return True


def page_document(source: str, selectors: Mapping[str, str], url: str, now: datetime) -> Document:
    """Return the document that selectors, keyed by field name, find in a page's HTML.

    ``items`` selects the entries; the others are applied to each of them: link, title, text,
    published, picture, author. Without a selector for the link, it is the item's first link.
    """
    root = _root(source)
    if root is None:
        return Document(format="HTML")
    base = _base(root, url)
    items = _all(root, selectors["items"])
    return Document(
        format="HTML",
        title=_words(next(iter(root.iter("title")), None)),
        link=url,
        language=root.get("lang") or "",
        drafts=[_draft(item, selectors, base, now) for item in items[:MOST_ENTRIES]],
        whole=len(items) <= MOST_ENTRIES,
    )


def embedded_text(source: str, selector: str) -> str:
    """Return the text of the first element that a selector finds, such as embedded JSON, or ""."""
    root = _root(source)
    found = _all(root, selector)[:1] if root is not None else []
    return "".join(found[0].itertext()).strip() if found else ""


def _root(source: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    return etree.fromstring(source.encode("utf-8", "ignore"), parser)


def _base(root: Any, url: str) -> str:
    hrefs = (each.get("href") or "" for each in root.iter("base"))
    return absolute_url(next(hrefs, ""), url) or url


def _draft(item: Any, selectors: Mapping[str, str], base: str, now: datetime) -> Draft:
    published, dated = _published(item, selectors["published"], now)
    return Draft(
        link=_link(item, selectors["link"], base),
        title=_content(item, selectors["title"]),
        html=_html(item, selectors["text"]),
        base=base,
        published=published,
        dated=dated,
        author=_content(item, selectors["author"]),
        images=list(_pictures(item, selectors["picture"], base)),
    )


def _link(item: Any, selector: str, base: str) -> str:
    path, name = _parts(selector or "a[href]")
    for element in _within(item, path):
        inside = [element] if name else [element, *element.iter("a")]
        hrefs = (absolute_url(each.get(name or "href") or "", base) for each in inside)
        if found := next(filter(None, hrefs), ""):
            return found
    return ""


def _content(item: Any, selector: str) -> str:
    path, name = _parts(selector)
    elements = _within(item, path)[:1] if selector else []
    return " ".join(each.get(name) or "" if name else _words(each) for each in elements)


def _html(item: Any, selector: str) -> str:
    path, name = _parts(selector)
    elements = _within(item, path)[:MOST_PARTS] if selector else []
    if name:
        return " ".join(each.get(name) or "" for each in elements)
    return "".join(
        etree.tostring(each, encoding="unicode", method="html", with_tail=False)
        for each in elements
    )


def _published(item: Any, selector: str, now: datetime) -> tuple[datetime | None, str]:
    """Return the timestamp and its text; an attribute for dates goes before the content."""
    path, name = _parts(selector)
    for element in _within(item, path)[:MOST_PARTS] if selector else []:
        names = (name,) if name else _DATES
        texts = [*(element.get(each) or "" for each in names), "" if name else _words(element)]
        for text in filter(None, texts):
            if when := dates.find_timestamp(text, now):
                return when, text
        if any(texts):
            return None, next(filter(None, texts))
    return None, ""


def _pictures(item: Any, selector: str, base: str) -> Iterator[Image]:
    path, name = _parts(selector)
    for element in _within(item, path)[:MOST_PARTS] if selector else []:
        inside = [element] if name or element.tag == "img" else element.iter("img")
        for each in inside:
            addresses = (each.get(one) or "" for one in ((name,) if name else _PICTURES))
            if src := next(filter(None, (absolute_url(one, base) for one in addresses if one)), ""):
                yield Image(src, each.get("alt"))


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _within(item: Any, path: str) -> list[Any]:
    """Return the elements that a selector finds in an item, or the item itself if it matches."""
    return _all(item, path) or _all(item, path, "self::") if path else [item]


def _all(element: Any, path: str, axis: str = "descendant::") -> list[Any]:
    return list(_finder(path, axis)(element))


def _parts(selector: str) -> tuple[str, str]:
    """Return the selector and the attribute's name, either of which may be empty."""
    found = _ATTRIBUTE.fullmatch(selector)
    return (found[1].strip(), found[2]) if found else (selector.strip(), "")


@lru_cache(maxsize=256)
def _finder(selector: str, axis: str) -> Any:
    path, _name = _parts(selector)
    return etree.XPath(HTMLTranslator().css_to_xpath(path, prefix=axis) if path else "self::*")
