"""What a form or an address's query asks for. What cannot be understood is passed over."""

import re
from collections.abc import Mapping

from zope.i18nmessageid import Message

from ... import _

MOST_NAMES = 50
LONGEST_NAME = 100


def number(form: Mapping, name: str, least: int, most: int) -> int | None:
    """The whole number that a form gives under a name; None if it is missing or out of bounds."""
    value = form.get(name)
    # int() alone would also take spaces, underscores, other digits and any length.
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,8}", value):
        value = int(value)
    return value if isinstance(value, int) and least <= value <= most else None


def names(value) -> frozenset[str]:
    """The names that a form gives; what is no name, and all beyond the first fifty, is left out.

    They come back in every link of the page.
    """
    values = value if isinstance(value, list | tuple) else [value]
    return frozenset(filter(_is_name, values[:MOST_NAMES]))


def misread(form: Mapping, limits: Mapping[str, tuple[int, int]]) -> Message | None:
    """The first number of a form that cannot be understood, in one sentence for a program.

    ``limits`` are (least, most) by name.
    """
    for name, (least, most) in limits.items():
        if name in form and number(form, name, least, most) is None:
            return _(
                "${name} must be a whole number from ${least} to ${most}.",
                mapping={"name": name, "least": least, "most": most},
            )
    return None


def _is_name(value):
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()
