"""Names below each other: the first one large, a short line, and the others smaller."""

from collections.abc import Sequence

from . import svg
from .text_blocks import LEADING, largest_block

SMALL = 0.4  # the other names' size as a share of the first one's
RULE = 0.045  # the line's thickness as a share of the first name's size
RULE_SPACE = 0.75  # the space for the line as a share of the other names' size


class Column:
    """A column of names that fits into a width and a height, in pixels."""

    def __init__(
        self, names: Sequence[str], width: float, height: float, *, largest: float, most: int = 2
    ):
        self.gap = largest * SMALL * RULE_SPACE * bool(names[1:])
        room = height - self.gap - largest * SMALL * LEADING * len(names[1:])
        sizes = (largest, largest * 0.28)
        self.first = largest_block(
            names[0] if names else "", "bold", width, room, sizes=sizes, most=most
        )
        sizes = (min(largest * SMALL, self.first.size * 0.6), largest * 0.12)
        self.others = [
            largest_block(name, "medium", width, largest * SMALL * LEADING, sizes=sizes, most=1)
            for name in names[1:]
        ]

    @property
    def width(self) -> float:
        return max(block.width for block in (self.first, *self.others))

    @property
    def height(self) -> float:
        return self.first.height + self.gap + sum(block.height for block in self.others)

    def draw(self, left: float, top: float, fill: str) -> str:
        """Return the column as SVG, from its upper left corner."""
        parts = [svg.text_paths(self.first, left, top, fill)]
        top += self.first.height
        if self.others:
            thick = self.first.size * RULE
            across = self.first.size * 0.9
            parts.append(svg.rectangle(left, top + self.gap * 0.6 - thick, across, thick, fill))
        top += self.gap
        for block in self.others:
            parts.append(svg.text_paths(block, left, top, fill))
            top += block.height
        return "".join(parts)
