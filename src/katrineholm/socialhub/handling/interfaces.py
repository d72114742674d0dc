"""How other rooms take part in a step."""

from datetime import date

from zope.interface import Attribute, Interface
from zope.viewlet.interfaces import IViewletManager


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


class IReminder(Interface):
    """A named utility that has something else to remind people of."""

    def __call__(hub, today: date) -> dict:
        """Lines for the mail, by person as in ``people.person.key``; empty for the office."""


class IStepTaken(Interface):
    """A person has taken a step with a message, within the present transaction.

    Whoever hears of it refuses nothing: what may stand in the way is asked by an IPreparation.
    """

    hub = Attribute("The hub")
    number = Attribute("The message's number")
    step = Attribute("The step's name, as in messages.flow")
    given = Attribute("What was given along with it, as it is kept")
    now = Attribute("When, in seconds since 1970")


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
