"""Where other rooms put something on a hub's page."""

from zope.viewlet.interfaces import IViewletManager


class IWays(IViewletManager):
    """The row above a hub's stream: viewlets that give ``<li>`` elements with a link each."""
