"""What else there is to remind people of."""

from datetime import date

from zope.interface import Interface


class IReminder(Interface):
    """A named utility that has something else to remind people of."""

    def __call__(hub, today: date) -> dict:
        """Lines for the mail, by person as in ``people.person.key``; empty for the office."""
