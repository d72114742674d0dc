"""The SVG elements of the pictures. Lengths are in pixels."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from .outlines import text_outline
from .style import CAPITALS, Logo
from .text_blocks import LEADING, Block


def document(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    """Return an SVG document; ``title`` is the text of the picture, for screen readers."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"


def rectangle(x: float, y: float, width: float, height: float, fill: str, corner: float = 0) -> str:
    """Return a rectangle whose corners have the radius ``corner``."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} rx="{corner:g}" fill="{fill}"/>'


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """Return a filled circle with its centre at ``x`` and ``y``."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def logo_image(logo: Logo, x: float, y: float, width: float, height: float) -> str:
    """Return an image element that contains the logotype."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    address = f"data:{escape(logo.type)};base64,{b64encode(logo.data).decode()}"
    return f'<image {place} href="{address}"/>'


def moved_group(x: float, y: float, part: str) -> str:
    """Return an SVG part moved from the upper left corner to ``x`` and ``y``."""
    return f'<g transform="translate({x:g} {y:g})">{part}</g>'


def text_paths(block: Block, x: float, top: float, fill: str, *, is_centred: bool = False) -> str:
    """Return a block of text as paths that start at ``x``, or are centred on it."""
    lines = enumerate(text_outline(line, block.weight) for line in block.lines)
    return "".join(
        _line_path(
            each,
            x - is_centred * each.width * block.size / 2,
            top + block.size * (LEADING * (number + 0.5) + CAPITALS / 2),
            block.size,
            fill,
        )
        for number, each in lines
    )


def _line_path(outlined, x, baseline, size, fill):
    place = f"translate({x:.1f} {baseline:.1f}) scale({size / outlined.units:.5f})"
    return f'<path transform="{place}" d="{outlined.path}" fill="{fill}"/>'
