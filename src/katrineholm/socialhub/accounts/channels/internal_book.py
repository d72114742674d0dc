"""The book of the channels' internal facts follows the channels by itself."""

from . import books
from .internal import KEY, kept


def enter(channel, event=None) -> None:
    """Note a channel's internal facts as they are now."""
    books.enter(channel, KEY, kept(channel))


def moved(channel, event) -> None:
    """A channel is new here, or has left its hub."""
    books.strike_out(channel, KEY, event)
    if event.newParent is not None:
        enter(channel)
