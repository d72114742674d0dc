"""The event of messages that have arrived."""

from dataclasses import dataclass

from zope.interface import Attribute, Interface, implementer


class IMessagesArrived(Interface):
    """Messages have arrived in the current transaction."""

    hub = Attribute("The hub")
    numbers = Attribute("The messages' numbers, a tuple")
    now = Attribute("When, in seconds since 1970")


@implementer(IMessagesArrived)
@dataclass(frozen=True)
class MessagesArrived:
    """The event of messages that have arrived."""

    hub: object
    numbers: tuple[int, ...]
    now: int
