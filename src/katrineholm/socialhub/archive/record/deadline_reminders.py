"""Lines in the morning mail about rights that are to be answered soon (GDPR, article 12.3)."""

from collections.abc import Iterator
from datetime import date, timedelta

from plone.dexterity.content import Container
from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.mail_texts import mail_language, mail_sentence
from ...accounts.channels.times import formatted_date
from .deadlines import month_later
from .post_cases import open_cases
from .request_storage import open_requests, person_terms

AHEAD = timedelta(7)
CASE = _("A demand to correct or erase data in a post is to be answered by ${day}: ${url}")
EXTRACT = _("A register extract is to be given out by ${day}: ${url}")


def due_reminders(hub: Container, today: date) -> dict[str, list[str]]:
    """Return lines for whoever began what is to be answered within a week, see IReminder."""
    found: dict[str, list[str]] = {}
    for who, day, text, page in _deadlines(hub):
        if day - AHEAD <= today:
            values = {
                "day": formatted_date(day.isoformat(), mail_language()),
                "url": f"{hub.absolute_url()}/{page}",
            }
            found.setdefault(who, []).append(mail_sentence(text, values))
    return found


def _deadlines(hub) -> Iterator[tuple[str, date, Message, str]]:
    for case in open_cases(hub):
        yield case.opened_by, case.answer_by, CASE, "@@post-cases"
    for request in filter(person_terms, open_requests(hub)):
        who, when = request["opened"]
        yield who, month_later(when), EXTRACT, "@@request"
