"""A refusal of the core, as a sentence for a person."""

from zope.i18nmessageid import Message

from ... import PACKAGE_NAME
from ...core.feeds.errors import TEXTS, FeedError


def sentence(error: FeedError) -> Message:
    """The refusal as a translatable message."""
    return from_code(error.code, error.values)


def from_code(code: str, values: dict) -> Message:
    """The same from what was kept of a refusal: its code and its values."""
    return Message(TEXTS[code], domain=PACKAGE_NAME, mapping=values)
