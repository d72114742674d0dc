"""The site's own graphic profile, as pictures are dressed in it."""

from ..graphics.tokens import PLACEHOLDER
from ..settings.registry import municipality
from .look import Look


def site_look() -> Look:
    """What the pictures of this site are dressed in now."""
    return Look(PLACEHOLDER, municipality())
