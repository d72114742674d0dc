"""The browser layer of sites with this add-on installed."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ISocialHubLayer(IDefaultBrowserLayer):
    """The layer that views, services and portlets of this add-on are registered for."""
