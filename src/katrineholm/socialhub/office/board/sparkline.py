"""Entries a week as a small picture: bars in one SVG path, to be drawn in the text's colour."""

from collections.abc import Sequence

WIDTH, HEIGHT = 96, 24
GAP = 2


def bars(counts: Sequence[int]) -> str:
    """The ``d`` of a path, WIDTH by HEIGHT; a week without entries is a thin line.

    >>> bars((0, 4))
    'M0 23h46v1h-46zM48 0h46v24h-46z'
    """
    step = WIDTH // len(counts)
    most = max(counts)
    return "".join(
        _bar(number * step, step - GAP, _height(count, most)) for number, count in enumerate(counts)
    )


def in_words(counts: Sequence[int]) -> str:
    """The same as numbers, the oldest first."""
    return ", ".join(map(str, counts))


def _bar(left, width, height):
    return f"M{left} {HEIGHT - height}h{width}v{height}h-{width}z"


def _height(count, most):
    """Few beside many are still seen to be more than none."""
    return max(3, round(count / most * HEIGHT)) if count else 1
