"""Column charts of months as small SVG elements, which keep the size of their letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

HEIGHT, TOP, BASE = 148, 20, 112  # pixels: the chart, the highest column, the line below them
SHARE = 0.72  # of a month's room that its column takes
MOST_LABELS = 12
LONGEST = 3  # digits of a number above a column


@dataclass(frozen=True, slots=True)
class Point:
    """A month: its short and its full name, its year, and its number, None for a gap.

    ``text`` is the number in words. If ``is_part``, the number may be too low. A month that is
    ``empty`` is no gap: there was nothing to count.
    """

    short: str
    name: str
    year: int
    number: int | None
    text: str
    is_part: bool = False
    empty: bool = False


def month_chart(points: Sequence[Point], *, id: str, title: str, most: int = 0) -> str:
    """Return a chart as SVG with a text alternative; ``most`` is the full height, if it is known.

    Numbers that may be too low are hatched, so that they differ in black and white.
    """
    words = "; ".join(f"{point.name}: {point.text}" for point in points if not point.empty)
    most = most or max((point.number or 0 for point in points), default=0)
    return (
        f'<svg class="socialhub-columns" role="img" width="100%" height="{HEIGHT}"'
        f' aria-labelledby="{id}-title {id}-text" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-text">{escape(words)}</desc>'
        f'<defs><pattern id="{id}-part" width="5" height="5" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><rect width="2.5" height="5"/></pattern></defs>'
        f"{''.join(_elements(points, id, most))}"
        f'<line x1="0" x2="100%" y1="{BASE}" y2="{BASE}"/></svg>'
    )


def _elements(points: Sequence[Point], id: str, most: int) -> Iterator[str]:
    room = 100 / max(len(points), 1)
    every = -(-len(points) // MOST_LABELS)
    for place, point in enumerate(points):
        left, middle = place * room, (place + SHARE / 2) * room
        if point.number is None:
            yield "" if point.empty else _text(middle, BASE - 6, "–")
        else:
            tall = round((BASE - TOP) * point.number / most, 1) if most else 0
            fill = f' fill="url(#{id}-part)"' if point.is_part else ""
            yield (
                f'<rect x="{left:.2f}%" width="{room * SHARE:.2f}%" y="{BASE - tall:g}"'
                f' height="{tall:g}"{fill}/>'
            )
            if (every == 1 and len(str(point.number)) <= LONGEST) or point.number == most:
                yield _text(middle, BASE - tall - 5, point.text)
        if place % every == 0:
            yield _text(middle, BASE + 15, point.short)
        if place == 0 or point.year != points[place - 1].year:
            yield _text(middle, BASE + 31, str(point.year))


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.2f}%" y="{y:g}" text-anchor="middle">{escape(words)}</text>'
