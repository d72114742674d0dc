"""Where other rooms put something on a place's page."""

from zope.interface import Interface


class IMoreOfPlace(Interface):
    """An adapter of a place and a request: called, it gives more of its page as plain values."""
