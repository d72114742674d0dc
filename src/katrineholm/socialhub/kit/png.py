"""A drawing as a PNG picture. The only door to resvg."""

from functools import lru_cache

import resvg_py


@lru_cache(24)  # a large one takes a second
def png(drawing: str) -> bytes:
    """The drawing in its own size. It is one of ours: strangers' SVG is not for here."""
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True))
