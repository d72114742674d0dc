"""Functions for colours as ``#rrggbb`` and their contrast (WCAG 2.2)."""

import re

SHAPE = re.compile(r"#[0-9a-f]{6}")
WHITE = "#ffffff"


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a colour, each 0 to 255. Raise ValueError if invalid."""
    if not SHAPE.fullmatch(colour):
        raise ValueError(f"Not a colour as #rrggbb: {colour[:20]!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def normalized_colour(text: str) -> str:
    """Return a colour like ``#ABC`` or ``A1B2C3`` as ``#rrggbb``. Raise ValueError if invalid."""
    digits = text.strip().removeprefix("#").lower()
    colour = "#" + ("".join(each * 2 for each in digits) if len(digits) == 3 else digits)
    rgb(colour)
    return colour


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2), from 0 (black) to 1 (white)."""
    red, green, blue = map(_linear, rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed_colour(colour: str, other: str, share: float) -> str:
    """Return two colours mixed in sRGB. ``share`` is the proportion of ``colour``, 0 to 1."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def lightened_colour(colour: str, surface: str, least: float = 4.5) -> str:
    """Return the colour, lightened just enough for sufficient contrast with a dark surface."""
    steps = (mixed_colour(colour, WHITE, 1 - step / 50) for step in range(51))
    return next((each for each in steps if contrast(each, surface) >= least), WHITE)


def _linear(level):
    share = level / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
