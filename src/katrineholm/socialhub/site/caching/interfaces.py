"""Interfaces that higher rooms implement."""

from zope.interface import Interface


class IPublicState(Interface):
    """A utility: the state of the site that visitors must see at once."""

    def __call__():
        """Return a cache key that changes whenever that state changes."""
