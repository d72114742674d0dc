"""The browser layer of sites with this add-on installed."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ISocialHubLayer(IDefaultBrowserLayer):
    """The browser layer for which the add-on's views, services and portlets are registered."""
