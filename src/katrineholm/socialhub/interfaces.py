"""The browser layer that says: this add-on is installed in this site."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ISocialHubLayer(IDefaultBrowserLayer):
    """Views, services and portlets of this add-on are registered for this layer."""
