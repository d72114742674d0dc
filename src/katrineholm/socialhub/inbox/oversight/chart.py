"""Horizontal bar charts as small SVG elements in the colours of the page.

The lengths of bars are percentages, so that the text keeps its size on a phone.
"""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import shorten, wrap

LINE, TALL, GAP = 20, 18, 16  # pixels: a line of a label, a bar, and the gap below it
LONGEST = 34  # characters of a line that fits on a phone; a label has two at most
WIDEST = 86  # per cent; the rest is the number's


def bar_chart(rows: Sequence[tuple[str, int]], *, id: str, title: str) -> str:
    """Return a chart as SVG with a text alternative; empty if there are no rows."""
    if not rows:
        return ""
    drawn = list(_elements(rows))
    words = "; ".join(f"{label}: {number}" for label, number in rows)
    return (
        f'<svg class="socialhub-chart" role="img" width="100%" height="{drawn.pop()}"'
        f' aria-labelledby="{id}-title {id}-text" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-text">{escape(words)}</desc>{"".join(drawn)}</svg>'
    )


def _elements(rows) -> Iterator[str]:
    """Yield each row's elements, and finally the total height."""
    top, most = 0, max(number for _label, number in rows)
    for label, number in rows:
        lines = wrap(shorten(label, 2 * LONGEST, placeholder=" …"), LONGEST)
        for place, line in enumerate(lines):
            yield f'<text x="0" y="{top + place * LINE + 14}">{escape(line)}</text>'
        top += len(lines) * LINE
        share = round(number / most * WIDEST, 1) if most else 0
        yield f'<rect x="0" y="{top}" width="{share:g}%" height="{TALL}" rx="3"/>'
        yield f'<text x="{share:g}%" dx="6" y="{top + 14}">{number}</text>'
        top += TALL + GAP
    yield str(top)
