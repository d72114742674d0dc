"""Interfaces by which other rooms take part in a step."""

from zope.interface import Attribute, Interface


class IPreparation(Interface):
    """A utility, named after a step, that adds values which its guards require.

    It writes nothing: the step may still be refused.
    """

    def __call__(hub, number: int, now: int) -> dict:
        """Return values to add to the step's; raise engine.Refused."""


class IRecordCheck(Interface):
    """A named utility that verifies another record of a hub for ``socialhub verify-log``."""

    def __call__(hub) -> str:
        """Return the fault as an English sentence; empty if the record is intact."""


class IReplayedBook(Interface):
    """A named utility that rebuilds a book from message logs for ``socialhub verify-log``."""

    def __call__(hub):
        """Return the hub's book, as ``core.messages.verification.DerivedData``."""


class ILane(Interface):
    """A utility, named after a log beside those of messages, for ``socialhub verify-log``."""

    def __call__(hub):
        """Return the hub's log, a ``core.messages.verification.Lane``."""


class IMessagesArrived(Interface):
    """Messages have arrived in the current transaction."""

    hub = Attribute("The hub")
    numbers = Attribute("The messages' numbers, a tuple")
    now = Attribute("When, in seconds since 1970")


class IStepTaken(Interface):
    """A person has taken a step in the current transaction: no subscriber refuses it."""

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    step = Attribute("The step's name, as in messages.flow")
    given = Attribute("What was given along with it, as it is kept")
    now = Attribute("When, in seconds since 1970")
