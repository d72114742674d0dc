"""Passages that are to be masked in plain text or cleaned HTML, in any spelling.

A passage is matched by its words: their separators, their case, decomposed letters and a final s do
not matter, nor do tags within them. A name is therefore found in a hashtag and in a URL, too, but
never within another word.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from unicodedata import combining, normalize
from urllib.parse import unquote

MARK = "[uppgift dold]"
# Invisible characters within a word: soft hyphens, joiners, marks of direction.
INVISIBLE = "[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\ufeff]*"
SEPARATORS = r"[\W_]*"
LETTER = r"[^\W\d_]"
WORD = r"[@#]?\w[\w.-]*"  # a handle and a tag are words, too
MIN_LETTERS = 4  # letters
# Tags that do not separate the words before them from those after.
INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}


class Passages:
    """Several passages that are searched for, or masked, together."""

    def __init__(self, passages: Iterable[str]) -> None:
        passages = list(passages)
        bare = [*map(_without_diacritics, passages)]
        self._pattern, self._bare = _pattern(passages), _pattern(bare)
        self._parted = _pattern(passages, _separated_pattern)
        self._loose, self._loose_bare = (
            _pattern(passages, _inner_pattern),
            _pattern(bare, _inner_pattern),
        )

    def are_in(self, text: str) -> bool:
        """Return whether a plain text contains any of the passages."""
        return bool(self._pattern.search(text))

    def lengths_in(self, text: str) -> list[int]:
        """Return the length in characters of each match in a plain text."""
        return [len(found[0]) for found in self._pattern.finditer(text)]

    def are_in_url(self, url: str) -> bool:
        """Return whether a URL contains any of them, even percent-encoded or with a for å."""
        plain = unquote(url)
        return self.are_in(plain) or bool(self._bare.search(_without_diacritics(plain)))

    def containing_words(self, text: str) -> list[str]:
        """Return the words of a text that contain a passage, such as a handle."""
        return [word for word in re.findall(WORD, text) if self._is_part_of(word)]

    def may_be_in_url(self, url: str) -> bool:
        """Return whether any of them is a part of a word in a URL, however encoded."""
        plain = unquote(url)
        return bool(
            self._loose.search(plain) or self._loose_bare.search(_without_diacritics(plain))
        )

    def _is_part_of(self, word: str) -> bool:
        pattern = self._loose if word[0] in "@#" else self._parted
        return bool(pattern.search(word))

    def masked_text(self, text: str) -> str:
        """Return a plain text in which all matches are masked."""
        return self._pattern.sub(MARK, text)

    def masked_html(self, html: str) -> str:
        """Return cleaned HTML in which all matches are masked and no URL contains one."""
        pieces = _Pieces(html).pieces
        text = "".join(piece.text for piece in pieces)
        return "".join(self._masked_pieces(pieces, self._spans(text)))

    def highlighted_text(self, text: str, start: str, end: str) -> str:
        """Return a plain text as HTML in which all matches are between two tags."""
        return _highlighted_part(text, 0, self._spans(text), start, end)

    def highlighted_html(self, html: str, start: str, end: str) -> str:
        """Return cleaned HTML in which all matches in its text are between two tags."""
        pieces, parts, at = _Pieces(html).pieces, [], 0
        matches = self._spans("".join(piece.text for piece in pieces))
        for piece in pieces:
            is_text = piece.is_text
            part = _highlighted_part(piece.text, at, matches, start, end) if is_text else ""
            parts.append(part or piece.source)
            at += len(piece.text)
        return "".join(parts)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._pattern.finditer(text)]

    def are_in_html(self, html: str) -> bool:
        """Return whether cleaned HTML contains any of them, in its text or attributes."""
        return self.masked_html(html) != "".join(each.source for each in _Pieces(html).pieces)

    def _masked_pieces(
        self, pieces: list["_Piece"], matches: list[tuple[int, int]]
    ) -> Iterator[str]:
        at = 0
        for piece in pieces:
            end = at + len(piece.text)
            if piece.attributes is not None:
                yield _tag(piece.name, [*self._masked_attributes(piece.attributes)])
            elif piece.is_text:
                yield escape(_masked_part(piece.text, at, matches), quote=False)
            else:
                yield piece.source
            at = end

    def _masked_attributes(self, attributes: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for name, value in attributes:
            if name in ("href", "src"):
                if not self.are_in_url(value):
                    yield name, value
            else:
                yield name, self.masked_text(value)


class _Piece:
    """A text or a tag, with the characters that it adds to the text as a whole."""

    def __init__(
        self,
        source: str,
        text: str = "",
        name: str = "",
        attributes: list[tuple[str, str]] | None = None,
    ) -> None:
        self.source, self.text, self.name = source, text, name
        self.attributes = attributes
        self.is_text = not name


class _Pieces(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.pieces.append(_Piece(escape(data, quote=False), data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = [(name, value or "") for name, value in attrs]
        self.pieces.append(_Piece(_tag(tag, attributes), _separator(tag), tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(_Piece(f"</{tag}>", _separator(tag), tag))


def _separator(tag: str) -> str:
    return "" if tag in INLINE else "\n"


def _tag(name: str, pairs: list[tuple[str, str]]) -> str:
    attributes = "".join(f' {each}="{escape(value)}"' for each, value in pairs)
    return f"<{name}{attributes}>"


def _masked_part(text: str, at: int, matches: list[tuple[int, int]]) -> str:
    """Return the part of a longer text that begins at ``at``, with the matches in the whole masked.

    The mark is placed where a passage begins.
    """
    parts, done = [], at
    for start, end in matches:
        if end <= at or start >= at + len(text):
            continue
        parts.append(text[done - at : max(start, at) - at])
        parts.append(MARK if start >= at else "")
        done = min(end, at + len(text))
    return "".join([*parts, text[done - at :]])


def _highlighted_part(
    text: str, at: int, matches: list[tuple[int, int]], start: str, end: str
) -> str:
    """Return the part of a longer text that begins at ``at`` as HTML with its matches marked."""
    parts, done = [], 0
    for first, last in matches:
        first, last = max(first - at, 0), min(last - at, len(text))
        if first < last:
            plain, match = (
                escape(each, quote=False) for each in (text[done:first], text[first:last])
            )
            parts.append(f"{plain}{start}{match}{end}")
            done = last
    return "".join([*parts, escape(text[done:], quote=False)])


def _pattern(passages: Iterable[str], spell: Callable[[str], str] | None = None) -> re.Pattern[str]:
    # The longest first: it may have a shorter one within it.
    spelt = sorted(filter(None, map(spell or _word_pattern, passages)), key=len, reverse=True)
    return re.compile("|".join(spelt) or r"(?!)", re.IGNORECASE)


def _without_diacritics(text: str) -> str:
    return "".join(each for each in normalize("NFD", text) if not combining(each))


def _word_pattern(passage: str) -> str:
    """Return a pattern for a passage with any separators; empty if the passage is."""
    words = re.findall(r"\w+", normalize("NFC", passage).replace("_", " "))
    if not words:
        return INVISIBLE.join(map(re.escape, passage.strip()))
    return rf"(?<!\w){_joined_pattern(words)}(?:{INVISIBLE}['’]?s)?(?!\w)"


def _separated_pattern(passage: str) -> str:
    """Return a pattern in which digits and underscores separate words, too."""
    words = re.findall(r"[^\W_]+", normalize("NFC", passage))
    return (
        rf"(?<!{LETTER}){_joined_pattern(words)}(?:{INVISIBLE}['’]?s)?(?!{LETTER})" if words else ""
    )


def _inner_pattern(passage: str) -> str:
    """Return a pattern for a passage within any word; a short one would be found everywhere."""
    words = re.findall(r"[^\W_]+", normalize("NFC", passage))
    return (
        _joined_pattern(words)
        if len("".join(words)) >= MIN_LETTERS
        else _separated_pattern(passage)
    )


def _joined_pattern(words: Iterable[str]) -> str:
    return SEPARATORS.join(INVISIBLE.join(map(_letter_pattern, word)) for word in words)


def _letter_pattern(letter: str) -> str:
    apart = normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"
