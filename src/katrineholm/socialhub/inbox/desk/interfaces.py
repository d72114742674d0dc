"""The interfaces of the message pages, for viewlets of other subpackages."""

from zope.interface import Attribute, Interface
from zope.viewlet.interfaces import IViewletManager


class IMessagesView(Interface):
    """The page with the list of messages of a hub, an administration or a channel."""


class IMessageView(Interface):
    """The page of one message."""

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    now = Attribute("When the page is made, in seconds since 1970")


class IMessagesLinks(IViewletManager):
    """The links above the list of messages: viewlets that render ``<li>`` elements."""


class IMessageSections(IViewletManager):
    """The sections of a message's page: viewlets that are registered for IMessageView."""
