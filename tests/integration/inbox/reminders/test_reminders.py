"""Each person is reminded once a working day."""

from datetime import date

import pytest

from katrineholm.socialhub.accounts.channels.moments import begins
from katrineholm.socialhub.inbox.reminders.reminders import remind
from katrineholm.socialhub.site.mail.send import waiting

MONDAY = date(2026, 5, 4)


def letters(portal):
    return [(each["to"], each["subject"]) for each in waiting(portal)]


@pytest.mark.parametrize(
    ("day", "number"), [(MONDAY, 1), (date(2026, 5, 1), 0), (date(2026, 5, 2), 0)]
)
def test_each_person_is_reminded_once_a_working_day(hub, receive, functional_portal, day, number):
    receive("Ett"), receive("Två")
    now = int(begins(day).timestamp()) + 8 * 3600
    before = len(waiting(functional_portal))
    assert remind(hub, now=now) == number
    assert remind(hub, now=now + 3600) == 0
    subjects = [subject for _to, subject in letters(functional_portal)[before:]]
    assert subjects == ["Meddelanden som väntar på dig: 2"] * number
