"""Text that is broken into lines and made as large as its area allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .outlines import SOFT_HYPHEN, text_outline

LEADING = 1.14  # from one baseline to the next, in em
STEP = 0.95
BALANCE_STEPS = 20  # steps at most to make lines equally long
UNBROKEN_SHARE = 0.55  # share of the largest size below which long words are broken
# Last parts of a Swedish municipality's long compounds, before which they may be broken.
COMPOUND_ENDS = (
    *("förvaltning", "nämnd", "kontor", "avdelning", "enhet", "verksamhet", "bolag", "tjänst"),
    *("bibliotek", "skol", "central", "omsorg", "byggnad", "planering", "samordning", "utveckling"),
    *("information", "kommunikation", "utbildning", "blogg", "kanal", "podd"),
)
_JOINT = re.compile(
    rf"(?<=[^\W\d_]{{3}})(?=(?:{'|'.join(COMPOUND_ENDS)}))|(?<=-)(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in one weight and one size (the em, in pixels)."""

    lines: tuple[str, ...]
    weight: str
    size: float

    @property
    def width(self) -> float:
        """The width of the longest line, in pixels."""
        return self.size * max(
            (text_outline(line, self.weight).width for line in self.lines), default=0
        )

    @property
    def height(self) -> float:
        """The height from the top of the first line to the bottom of the last, in pixels."""
        return self.size * LEADING * len(self.lines)


def largest_block(
    text: str, weight: str, width: float, height: float, *, sizes: tuple[float, float], most: int
) -> Block:
    """Return the largest block of at most ``most`` lines that fits into an area, in pixels.

    ``sizes`` are the largest and the smallest em. Long words are broken between their parts only if
    the text would otherwise become small. A text that is too long for the smallest size ends in an
    ellipsis; an empty text has no lines.
    """
    largest, smallest = sizes
    if not text:
        return Block((), weight, smallest)
    tries = (
        *((size, _whole_word) for size in _sizes(largest, max(smallest, largest * UNBROKEN_SHARE))),
        *((size, _word_parts) for size in _sizes(largest, smallest)),
    )
    for size, split in tries:
        room = min(most, int(height / (size * LEADING)))
        lines = _wrapped_lines(text, weight, width / size, split)
        if lines and len(lines) <= room:
            return Block(_balanced_lines(text, weight, width / size, split, lines), weight, size)
    return _shortened_block(
        text, weight, width, min(most, max(1, int(height / (smallest * LEADING)))), smallest
    )


def _sizes(largest, smallest) -> Iterator[float]:
    while largest > smallest:
        yield largest
        largest *= STEP
    yield smallest


def _whole_word(word):
    return (word.replace(SOFT_HYPHEN, ""),)


@lru_cache(1024)
def _word_parts(word):
    """Return a word's parts: at its soft hyphens, else before typical last parts of compounds."""
    return tuple(word.split(SOFT_HYPHEN) if SOFT_HYPHEN in word else _JOINT.split(word))


def _wrapped_lines(text, weight, width, split) -> tuple[str, ...]:
    """Return the lines of a text within a width in em; none if a part is too wide for a line."""
    lines, hyphen = [""], ""
    for space, part, next_hyphen in _unbroken_pieces(text, weight, width, split):
        longer = lines[-1] + (space if lines[-1] else "") + part
        if lines[-1] and not _is_within(longer + next_hyphen, weight, width):
            lines[-1] += hyphen
            lines.append(part)
        else:
            lines[-1] = longer
        hyphen = next_hyphen
    return tuple(lines) if all(_is_within(line, weight, width) for line in lines) else ()


def _unbroken_pieces(text, weight, width, split):
    """Yield (separator, part, hyphen) for each unbreakable part of a text.

    The hyphen is added if a line is broken after the part. Only words that are too long for a line
    are split.
    """
    for word in text.split():
        whole = "".join(_whole_word(word))
        parts = (whole,) if _is_within(whole, weight, width) else split(word)
        for number, part in enumerate(parts):
            is_last = number == len(parts) - 1
            yield " " * (number == 0), part, "" if is_last or part.endswith("-") else "-"


def _balanced_lines(text, weight, width, split, lines):
    if len(lines) == 1:
        return lines
    for _step in range(BALANCE_STEPS):
        width *= STEP
        narrower = _wrapped_lines(text, weight, width, split)
        if len(narrower) != len(lines):
            break
        lines = narrower
    return lines


def _shortened_block(text, weight, width, most, size):
    lines = _wrapped_lines(
        text, weight, width / size, lambda word: (*word.replace(SOFT_HYPHEN, ""),)
    )
    if len(lines) > most:
        last = lines[most - 1]
        while last and not _is_within(f"{last}…", weight, width / size):
            last = last[:-1]
        lines = (*lines[: most - 1], f"{last.rstrip(' -')}…")
    return Block(lines, weight, size)


def _is_within(text, weight, width):
    return text_outline(text, weight).width <= width
