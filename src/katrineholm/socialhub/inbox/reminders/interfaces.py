"""What else there is to remind people of."""

from datetime import date

from zope.interface import Interface


class IReminder(Interface):
    """A named utility that adds lines to the reminders."""

    def __call__(hub, today: date) -> dict:
        """Return lines for the mail, keyed by person as in ``people.person.key``.

        The key is empty for the office.
        """
