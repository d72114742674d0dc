"""The tags of a web page, read in linear time.

The standard library's parser takes quadratic time for a page of ``<!--`` in many Python versions.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice

from .links import absolute_url

MOST_LINKS = 5000  # of one page that are read
_NAME = re.compile(r"/?[a-z][^\s/>]*", re.I)
_ATTRIBUTE = re.compile(r"""([^\s=/>"'][^\s=/>]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_PLAIN = re.compile(r"""[^>"']*""")
# Only references that end with a semicolon: ``?a=1&copy=2`` has no copyright sign.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})


def decode_page(page: bytes) -> str:
    """Return a page's text: UTF-16 if it has a byte order mark, else UTF-8 or Windows-1252."""
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return page.decode("utf-16", "replace")
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return page.decode("cp1252", "replace")


def start_tags(page: str, names: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the start tags with these lower-case names in order, each with its attributes.

    Tags in comments, scripts and the like are skipped, as is an incomplete tag at the end.
    """
    place = page.find("<")
    while place >= 0:
        name, end = _tag(page, place + 1)
        if end < 0:
            return
        if name in names:
            yield name, _attributes(page[place + 1 + len(name) : end])
        if name in RAW:
            end = _closing(page, name, end)
        place = page.find("<", end) if end >= 0 else -1


def page_links(
    page: bytes, url: str, names: frozenset[str]
) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield tags of the page at ``url`` that have a link: name, attributes and absolute URL."""
    base = url
    for name, attributes in islice(start_tags(decode_page(page), names | {"base"}), MOST_LINKS):
        target = absolute_url(attributes.get("href", ""), base)
        if name == "base":
            base = target if target and base == url else base
        elif target:
            yield name, attributes, target


def _tag(page: str, start: int) -> tuple[str, int]:
    """Return the lower-case name of the tag and its end; -1 if there is none."""
    if page.startswith("!--", start):
        return "", page.find("-->", start + 1)
    match = _NAME.match(page, start)
    if not match:
        return "", start
    return match[0].lower(), _end(page, match.end())


def _end(page: str, place: int) -> int:
    """Return the position of the tag's ``>`` outside quotes, or -1."""
    while True:
        if plain := _PLAIN.match(page, place):
            place = plain.end()
        if place == len(page):
            return -1
        if page[place] == ">":
            return place
        place = page.find(page[place], place + 1) + 1
        if not place:
            return -1


def _closing(page: str, name: str, start: int) -> int:
    match = re.compile(f"</{name}(?=[\\s/>])", re.I).search(page, start)
    return match.start() if match else -1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = (match[2] or "").strip("\"'")
        plain = _REFERENCE.sub(lambda reference: html.unescape(reference[0]), value)
        found.setdefault(match[1].lower(), plain.strip())
    return found
