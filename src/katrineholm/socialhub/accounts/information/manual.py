"""The manual's chapters, which are in Swedish; the only module to import markdown_it.

``assets.py`` copies the chapters and their pictures from ``docs/`` into the package.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from struct import unpack
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

FOLDER = Path(__file__).with_name("manual_files")
# The chapters in reading order, by the names of their files and in URLs.
CHAPTERS = ("redaktor", "handlaggare", "registrator", "informationskontoret")
LINK = re.compile(r"(\w+)\.md(#.*)?|(#.*)")
MAX_WORDS, SHORT, ENDING = 10, 4, 2  # words of a query; letters of a stem, and of an ending
BEFORE, AFTER = 100, 200  # characters of an excerpt around its first match


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter. ``anchor`` is the id of its heading, ``text`` its plain text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the manual. ``anchors`` are the ids of all its headings."""

    name: str
    title: str
    sections: tuple[Section, ...]
    anchors: frozenset[str]


class Part(NamedTuple):
    """A part of an excerpt; ``found`` is true if it matches the query."""

    text: str
    found: bool


class Match(NamedTuple):
    """A section that a query found, and an excerpt of it in parts."""

    chapter: Chapter
    section: Section
    parts: list[Part]


def anchor(heading: str) -> str:
    """Return the id of a heading, which is the one that it has on GitHub.

    >>> anchor("Beskriv bilder, texta filmer")
    'beskriv-bilder-texta-filmer'
    """
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@lru_cache(maxsize=len(CHAPTERS))
def manual_chapter(name: str) -> Chapter:
    """Return the chapter with this name, one of ``CHAPTERS``."""
    title, headings, sections = "", set(), []
    for level, text in _blocks(_parsed(name, "", "")):
        headings |= {text} if level else set()
        if level == 1:
            title = text
        elif level == 2:
            sections.append((text, [text]))
        elif sections:
            sections[-1][1].append(text)
    found = (Section(anchor(head), head, " ".join(texts[1:])) for head, texts in sections)
    return Chapter(name, title, tuple(found), frozenset(map(anchor, headings)))


@lru_cache(maxsize=2 * len(CHAPTERS))
def chapter_html(name: str, manual_url: str, pictures_url: str) -> str:
    """Return a chapter without its title as HTML, whose links and pictures have absolute URLs."""
    tokens = _parsed(name, manual_url, pictures_url)
    html: str = _PARSER.renderer.render(tokens[3:], _PARSER.options, {})
    return html


@lru_cache(maxsize=100)
def picture(name: str) -> bytes | None:
    """Return a picture of a chapter, a PNG file, or None if there is none of that name."""
    path = FOLDER / name
    return path.read_bytes() if path.suffix == ".png" and path in FOLDER.iterdir() else None


def matching_sections(query: str) -> list[Match]:
    """Return the sections that contain all words of a query, those with one in the title first.

    A word is found in any form and within compounds: its ending does not count.
    """
    words = [_pattern(word) for word in re.findall(r"\w+", query)[:MAX_WORDS]]
    found = [
        Match(chapter, section, _excerpt(section.text, "|".join(words)))
        for chapter in map(manual_chapter, CHAPTERS)
        for section in chapter.sections
        if words and all(_occurs(word, f"{section.title} {section.text}") for word in words)
    ]
    return sorted(found, key=lambda each: not any(_occurs(it, each.section.title) for it in words))


def _pattern(word: str) -> str:
    return rf"\w*{re.escape(word[: max(SHORT, len(word) - ENDING)])}\w*"


def _occurs(pattern: str, text: str) -> bool:
    return bool(re.search(pattern, text, re.IGNORECASE))


def _excerpt(text: str, pattern: str) -> list[Part]:
    """Return the text around the first match, cut between words, in parts."""
    first = re.search(pattern, text, re.IGNORECASE)
    at = first.start() if first else 0
    begin = text.find(" ", at - BEFORE, at) + 1 if at > BEFORE else 0
    end = text.rfind(" ", at, at + AFTER) if len(text) > at + AFTER else len(text)
    pieces = re.split(f"({pattern})", text[begin:end], flags=re.IGNORECASE)
    parts = [Part(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]
    before, after = [Part("… ", False)] if begin else [], [Part(" …", False)]
    return [*before, *parts, *(after if end < len(text) else [])]


def _parsed(name: str, manual_url: str, pictures_url: str) -> list[Token]:
    urls = {"chapter": f"{manual_url}/{name}", "manual": manual_url, "pictures": pictures_url}
    return _PARSER.parse((FOLDER / f"{name}.md").read_text("utf-8"), urls)


def _blocks(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield the plain text of each block, and its level if it is a heading, or else 0."""
    for before, token in pairwise(tokens):
        if token.type == "inline":
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            yield level, "".join(each.content or " " for each in _texts(token))
        elif token.type == "fence":
            yield 0, token.content


def _texts(token: Token) -> list[Token]:
    shown = ("text", "code_inline", "softbreak", "image")
    return [each for each in token.children or () if each.type in shown]


def _complete(state: StateCore) -> None:
    """Give headings their ids, links and pictures their URLs, and pictures their size."""
    for before, token in pairwise(state.tokens):
        if before.type == "heading_open":
            before.attrSet("id", anchor("".join(each.content for each in _texts(token))))
        for each in token.children or ():
            if each.type == "link_open":
                each.attrSet("href", _target(str(each.attrGet("href")), state.env))
            elif each.type == "image":
                each.attrs |= _picture(str(each.attrGet("src")), state.env["pictures"])


def _target(href: str, urls: Any) -> str:
    found = LINK.fullmatch(href)
    if not found:
        return href
    page, inside, here = found.groups()
    return f"{urls['chapter']}{here}" if here else f"{urls['manual']}/{page}{inside or ''}"


def _picture(name: str, folder: str) -> dict[str, str | int | float]:
    width, height = unpack(">II", (picture(name) or b"")[16:24])  # PNG, RFC 2083
    return {"src": f"{folder}/{name}", "width": width, "height": height, "loading": "lazy"}


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.core.ruler.push("complete", _complete)
    return parser


_PARSER = _parser()
