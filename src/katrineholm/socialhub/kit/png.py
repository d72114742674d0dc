"""A drawing as a PNG picture. The only door to resvg."""

import resvg_py


def png(drawing: str) -> bytes:
    """The drawing in its own size. It is one of ours: strangers' SVG is not for here."""
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True))
