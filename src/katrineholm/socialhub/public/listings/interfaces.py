"""The extension point for other packages' parts of a place's page."""

from zope.interface import Interface


class IMoreOfPlace(Interface):
    """An adapter of a place and a request that returns more of its page as plain values."""
