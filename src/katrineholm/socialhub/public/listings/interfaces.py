"""Where other rooms put something on a hub's page, or on a channel's."""

from zope.interface import Interface
from zope.viewlet.interfaces import IViewletManager


class IWays(IViewletManager):
    """The row above a hub's stream: viewlets whose ``links()`` are ``site.forms.plain.link``."""


class IMoreOfPlace(Interface):
    """An adapter of a place and a request: called, it gives more of its page as plain values."""
