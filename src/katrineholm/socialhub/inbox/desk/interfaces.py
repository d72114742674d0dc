"""Interfaces of the message pages, for the viewlets of other rooms."""

from zope.interface import Attribute, Interface
from zope.viewlet.interfaces import IViewletManager


class IMessagesView(Interface):
    """The list of messages of a hub, an administration or a channel."""


class IMessageView(Interface):
    """A message's page."""

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    now = Attribute("When the page is made, in seconds since 1970")


class IMessagesLinks(IViewletManager):
    """Links above the list: viewlets that render ``<li>`` elements."""


class IMessageSections(IViewletManager):
    """Sections of a message's page: viewlets for IMessageView."""
