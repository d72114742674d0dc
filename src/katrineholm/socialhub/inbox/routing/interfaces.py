"""What is told of messages as they come in."""

from zope.interface import Attribute, Interface


class IArrived(Interface):
    """Messages have come in, within the present transaction."""

    hub = Attribute("The hub")
    numbers = Attribute("The messages' numbers, a tuple")
    now = Attribute("When, in seconds since 1970")
