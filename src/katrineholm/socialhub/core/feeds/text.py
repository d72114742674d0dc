"""Plain text, which is sanitised, shortened, and converted to simple HTML and headlines."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, TypeAlias

# A link's start, end and URL, unchecked.
Mark: TypeAlias = Mapping[str, Any]

MARKUP = re.compile(r"</[a-z]|<(?:br|img|hr)\b", re.I)

_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
_SENTENCE = re.compile(r".{15,}?[.!?…](?=\s+[^\Wa-zåäö]|\s*$)")
_HASHTAG = re.compile(r"(?<![\w/&#])#(\w*[^\W\d_]\w*)")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z0-9]{4,8})*")


def scrub(text: str) -> str:
    """Return the text without control characters, lone surrogates and direction overrides."""
    return _HARMFUL.sub("", text)


def single_line(text: str, limit: int) -> str:
    """Return the text on a single line of at most ``limit`` characters."""
    return shorten(" ".join(scrub(text).split()), limit)


def text_lines(text: str, limit: int) -> str:
    """Return the text with line breaks but no empty lines, at most ``limit`` characters."""
    lines = (" ".join(line.split()) for line in scrub(text[: limit * 4]).split("\n"))
    return shorten("\n".join(filter(None, lines)), limit)


def shorten(text: str, limit: int) -> str:
    """Return the text, cut after a word with an ellipsis if it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:space] if space > limit // 2 else cut).rstrip(" \n,;:–-") + "…"


def headline(text: str) -> str:
    """Return a text's first sentence, or else its first line, cut at 100 characters."""
    first = text.partition("\n")[0]
    sentence = _SENTENCE.match(first)
    return shorten(sentence[0] if sentence else first, 100)


def text_to_html(text: str) -> str:
    """Return plain text as HTML, with a paragraph after each empty line and URLs as links."""
    blocks = re.split(r"\n[^\S\n]*\n\s*", text.replace("\r\n", "\n").strip())
    return "".join(f"<p>{_marked_up(block)}</p>" for block in blocks if block)


def as_html(text: str) -> str:
    """Return text that may be plain or HTML as HTML; its tags show which it is."""
    return text if MARKUP.search(text) else text_to_html(text)


def html_with_links(source: str, marks: Iterable[Mark]) -> str:
    """Return HTML for plain text with a link at each mark.

    A mark is a dict with start and end, counted in bytes of UTF-8, and href (AT Protocol's facets).
    """
    data, end, parts = source.encode("utf-8", "ignore"), 0, []
    for mark in sorted(filter(_is_mark, marks), key=lambda mark: mark["start"]):
        start, stop, href = mark["start"], mark["end"], mark["href"]
        if not end <= start < stop <= len(data):
            continue
        parts += [_escaped(data[end:start]), f'<a href="{escape(href)}">']
        parts += [_escaped(data[start:stop]), "</a>"]
        end = stop
    if not parts:
        return text_to_html(source)
    return _broken("".join((*parts, _escaped(data[end:]))))


def hashtags(text: str) -> tuple[str, ...]:
    """Return the different hashtags in a text, without #."""
    return tuple(dict.fromkeys(_HASHTAG.findall(text)))


def language_tag(tag: str) -> str:
    """Return a language tag in the form of BCP 47 (``sv_se`` → ``sv-SE``); "" if it is invalid."""
    match = _LANGUAGE.fullmatch(tag.strip().replace("_", "-").lower())
    if not match or match[1] == "und":
        return ""
    parts = (match[1], (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(part for part in parts if part)


def _marked_up(block: str) -> str:
    linked, end = [], 0
    for match in _URL.finditer(block):
        url = escape(match[0])
        linked += [escape(block[end : match.start()]), f'<a href="{url}">{url}</a>']
        end = match.end()
    return "".join((*linked, escape(block[end:]))).replace("\n", "<br>")


def _is_mark(mark: Mark) -> bool:
    whole = isinstance(mark.get("start"), int) and isinstance(mark.get("end"), int)
    return whole and isinstance(mark.get("href"), str)


def _escaped(data: bytes) -> str:
    return escape(data.decode("utf-8", "ignore"))


def _broken(html: str) -> str:
    blocks = re.split(r"\n\s*\n", html)
    return "".join(f"<p>{block}</p>" for block in blocks).replace("\n", "<br>")
