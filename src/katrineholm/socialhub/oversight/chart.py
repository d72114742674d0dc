"""Numbers as horizontal bars: a small SVG whose colours follow the page around it.

Lengths are shares of its width, so that its letters are as large on a phone.
"""

from collections.abc import Sequence
from html import escape

Row = tuple[str, int | None]
STEP, TALL = 52, 18  # pixels: from one bar to the next, and a bar's height
LONGEST = 36  # characters of a label, before it would leave a phone's page
WIDEST = 86  # per cent; the rest is the number's


def bars(rows: Sequence[Row], *, id: str, title: str, hidden: str) -> str:
    """An SVG element; ``hidden`` is written instead of a number that is None.

    Its text alternative says all that it shows. ``id`` is a name of its own on the page.
    """
    words = "; ".join(f"{label}: {_number(number, hidden)}" for label, number in rows)
    most = max((number or 0 for _label, number in rows), default=0)
    drawn = "".join(
        _bar(place * STEP, label, number, most, hidden)
        for place, (label, number) in enumerate(rows)
    )
    return (
        f'<svg class="socialhub-chart" role="img" width="100%" height="{len(rows) * STEP}"'
        f' aria-labelledby="{id}-title {id}-text" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-text">{escape(words)}</desc>{drawn}</svg>'
    )


def _bar(top, label, number, most, hidden):
    share = round((number or 0) / most * WIDEST, 1) if most else 0
    base = top + 20
    return (
        f'<text x="0" y="{top + 14}">{escape(_short(label))}</text>'
        f'<rect x="0" y="{base}" width="{share:g}%" height="{TALL}" rx="3"/>'
        f'<text x="{share:g}%" dx="6" y="{base + 14}">{escape(_number(number, hidden))}</text>'
    )


def _short(label):
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _number(number, hidden):
    return hidden if number is None else str(number)
