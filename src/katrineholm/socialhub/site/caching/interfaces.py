"""What the rooms above tell this one."""

from zope.interface import Interface


class IPublicState(Interface):
    """A utility: what of the present site has to be seen by visitors at once."""

    def __call__():
        """Return another value whenever that has changed: a key for caches."""
