"""The contrast of each foreground colour of a profile with its background (WCAG 2.2 AA).

Text needs 4.5:1 (success criterion 1.4.3), marks and outlines 3:1 (1.4.11).
"""

from dataclasses import dataclass
from math import floor

from zope.i18nmessageid import Message

from ... import _
from .colour import contrast
from .tokens import Tokens

TEXT, MARK = 4.5, 3.0
PAIRS = (
    ("on_brand", "brand", TEXT, _("Text on the brand colour")),
    ("text", "surface", TEXT, _("Text on the surface")),
    ("text", "quiet", TEXT, _("Text on the quiet surface")),
    ("text", "tint", TEXT, _("Text on the tint of the accent")),
    ("muted", "surface", TEXT, _("Muted text on the surface")),
    ("muted", "quiet", TEXT, _("Muted text on the quiet surface")),
    ("muted", "tint", TEXT, _("Muted text on the tint of the accent")),
    ("link", "surface", TEXT, _("Links on the surface")),
    ("link", "quiet", TEXT, _("Links on the quiet surface")),
    ("accent", "surface", MARK, _("The accent on the surface")),
    ("accent", "quiet", MARK, _("The accent on the quiet surface")),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A foreground and a background colour, with their contrast ratio and the required one."""

    title: Message
    front: str
    back: str
    ratio: float
    least: float

    @property
    def is_sufficient(self) -> bool:
        """Return whether the contrast of the pair is sufficient."""
        return self.ratio >= self.least

    @property
    def ratio_text(self) -> str:
        """Return the contrast ratio as text, rounded down: 4.499 becomes 4.49."""
        return f"{floor(self.ratio * 100) / 100:g}"


def contrast_pairs(tokens: Tokens) -> list[Pair]:
    """Return all colour pairs of a graphic profile, in the order of PAIRS."""
    return [
        Pair(title, front, back, contrast(front, back), least)
        for front, back, least, title in (
            (getattr(tokens, front), getattr(tokens, back), least, title)
            for front, back, least, title in PAIRS
        )
    ]


def contrast_faults(tokens: Tokens) -> list[Message]:
    """Return an error message for each colour pair of a profile with too little contrast.

    If there are none, the profile's dark variant is readable, too. Each message contains the pair's
    title as a nested message: translate both.
    """
    return [_fault_sentence(each) for each in contrast_pairs(tokens) if not each.is_sufficient]


def _fault_sentence(pair):
    mapping = {
        "pair": pair.title,
        "front": pair.front,
        "back": pair.back,
        "ratio": pair.ratio_text,
        "least": f"{pair.least:g}",
    }
    return _(
        "${pair} cannot be read well: ${front} on ${back} has a contrast of ${ratio}:1, and at "
        "least ${least}:1 is needed.",
        mapping=mapping,
    )
