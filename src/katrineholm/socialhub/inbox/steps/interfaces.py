"""How other rooms take part in a step."""

from zope.interface import Attribute, Interface


class IPreparation(Interface):
    """A utility, named as a step, that gives what the step's guards ask for and no person writes.

    It writes nothing: the step may yet be refused.
    """

    def __call__(hub, number: int, now: int) -> dict:
        """More of what the step is given. Raises engine.Refused."""


class IRecord(Interface):
    """A named utility that checks another record of a hub's for ``socialhub verify-log``."""

    def __call__(hub) -> str:
        """What is not as it was written, as one English sentence; empty where all is."""


class IReplayed(Interface):
    """A named utility: a book that the logs of messages tell again, for the same command."""

    def __call__(hub):
        """The hub's book, as a ``core.messages.verifying.Book``."""


class ILane(Interface):
    """A utility, named as a log of the hub's beside those of messages, for the same command."""

    def __call__(hub):
        """The hub's log, as a ``core.messages.verifying.Lane``."""


class IStepTaken(Interface):
    """A person has taken a step with a message, within the present transaction.

    Whoever hears of it refuses nothing: what may stand in the way is asked by an IPreparation.
    """

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    step = Attribute("The step's name, as in messages.flow")
    given = Attribute("What was given along with it, as it is kept")
    now = Attribute("When, in seconds since 1970")
