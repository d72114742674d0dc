"""The interfaces through which other subpackages take part in a step."""

from collections.abc import Iterable

from zope.interface import Attribute, Interface


class IPreparation(Interface):
    """A utility, named after a step, that adds values required by the step's guards.

    It must not write anything, since the step may still be refused.
    """

    def __call__(hub, number: int, now: int) -> dict:
        """Return values to add to those of the step; raise engine.Refused to refuse it."""


class IAnswerWay(Interface):
    """A named utility that posts answers where messages came from."""

    def service(hub, number: int) -> str:
        """Return the title of the service at which a message can be answered; empty if none."""

    def refuse(hub, number: int, answer: str):
        """Raise engine.Refused if the answer cannot be posted there now."""

    def outcome(hub, number: int):
        """Return the outcome of the latest answer, as text and URL; None if there is none."""


class IRecordCheck(Interface):
    """A named utility that verifies another record of a hub, for ``socialhub verify-log``."""

    def __call__(hub) -> str | Iterable[str]:
        """Return an error message in English, or several; empty if the record is intact."""


class IReplayedBook(Interface):
    """A named utility that rebuilds a book from message logs, for ``socialhub verify-log``."""

    def __call__(hub):
        """Return the rebuilt book, a ``core.messages.verification.DerivedData``."""


class ILane(Interface):
    """A utility, named after a log other than the messages', for ``socialhub verify-log``."""

    def __call__(hub):
        """Return the hub's log, a ``core.messages.verification.Lane``."""


class IMessagesArrived(Interface):
    """The event that messages have arrived in the current transaction."""

    hub = Attribute("The hub")
    numbers = Attribute("The messages' numbers, a tuple")
    now = Attribute("When, in seconds since 1970")


class IStepTaken(Interface):
    """The event that a person has taken a step; its subscribers must not refuse the step."""

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    step = Attribute("The step's name, as in messages.flow")
    given = Attribute("What was given along with it, as it is kept")
    now = Attribute("When, in seconds since 1970")
