"""The pages of messages, and where other rooms put something on them."""

from zope.interface import Attribute, Interface
from zope.viewlet.interfaces import IViewletManager


class IMessagesView(Interface):
    """The list of messages of a hub, an administration or a channel."""


class IMessageView(Interface):
    """One message's page."""

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    now = Attribute("When the page is made, in seconds since 1970")


class IMessagesLinks(IViewletManager):
    """Where rooms put links above the list: viewlets that give ``<li>`` elements."""


class IMessageSections(IViewletManager):
    """Where rooms put sections of one message's page: viewlets for IMessageView."""
