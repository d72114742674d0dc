"""Fields of a party that answer every error with one error message.

The form, plone.restapi and the page for a new council use the same error messages.
"""

from datetime import date, timedelta

from plone.schema.email import Email
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.schema import ValidationError
from zope.schema.interfaces import IFromUnicode

from ... import _
from ...site.pages.refusals import RefusedValue

# Plausible years; the catalogue's index of days ends before the year 4000.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
MOST_SEATS = 500
# The council is elected for four years from 15 October (kommunallagen 5:7).
ELECTION = 2022  # any election year
YEARS = 4


class OneRefusal:
    """Mixin that replaces all errors of a zope.schema field with its message ``refusal``."""

    refusal: Message

    def _validate(self, value):
        try:
            super()._validate(value)
        except ValidationError as error:
            raise self._refused(value) from error

    def _refused(self, value):
        return RefusedValue(self.refusal, value).with_field_and_value(self, value)


@implementer(IFromUnicode)
class TermDay(OneRefusal, schema.Date):
    """A date field, which reads text in ISO 8601 format."""

    refusal = _("Write a day from 1900 to 2999 as year-month-day, for example 2026-10-15.")

    def fromUnicode(self, text: str) -> date:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError as error:
            raise self._refused(text) from error
        self.validate(day)
        return day


class Seats(OneRefusal, schema.Int):
    """An integer field that refuses booleans."""

    refusal = _("Write a whole number from 0 to ${most}.", mapping={"most": MOST_SEATS})

    def _validate(self, value):
        if isinstance(value, bool):
            raise self._refused(value)
        super()._validate(value)

    def fromUnicode(self, text: str) -> int:
        try:
            return super().fromUnicode(text)
        except ValueError as error:
            raise self._refused(text) from error


class ContactEmail(OneRefusal, Email):
    """An e-mail address field."""

    refusal = _("The e-mail address is not written correctly.")


def term_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the council's term that contains this day.

    >>> term_of(date(2026, 10, 15))
    (datetime.date(2026, 10, 15), datetime.date(2030, 10, 14))
    """
    year = day.year - (day < _begins(day.year))
    elected = year - (year - ELECTION) % YEARS
    return _begins(elected), _begins(elected + YEARS) - timedelta(days=1)


def _begins(year):
    return date(year, 10, 15)
