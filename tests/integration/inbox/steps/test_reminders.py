"""Each person is reminded once a working day."""

from datetime import date

import pytest

from katrineholm.socialhub.accounts.channels.times import start_of_day
from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.steps import reminders
from katrineholm.socialhub.inbox.steps.mail_batches import FIRST_FEW, PAUSE
from katrineholm.socialhub.inbox.steps.reminders import remind_hub, send_reminders
from katrineholm.socialhub.inbox.steps.routing_chore import update_routing
from katrineholm.socialhub.site.mail.mailer import queued_mail_values

MONDAY = date(2026, 5, 4)


def letters(portal):
    return [(each["to"], each["subject"]) for each in queued_mail_values(portal)]


@pytest.mark.parametrize(
    ("day", "number"), [(MONDAY, 1), (date(2026, 5, 1), 0), (date(2026, 5, 2), 0)]
)
def test_each_person_is_reminded_once_a_working_day(hub, receive, functional_portal, day, number):
    receive("Ett"), receive("Två")
    now = int(start_of_day(day).timestamp()) + 8 * 3600
    before = len(queued_mail_values(functional_portal))
    assert remind_hub(hub, now=now) == number
    assert remind_hub(hub, now=now + 3600) == 0
    subjects = [subject for _to, subject in letters(functional_portal)[before:]]
    assert subjects == ["Meddelanden som väntar på dig: 2"] * number


def test_the_worker_tells_what_was_held_back(hub, flood, mails, worker, clock):
    clock.now = flood(8) + PAUSE
    update_routing(worker)
    assert mails()[FIRST_FEW:] == ["Nya meddelanden: 3"]
    assert len(messages_of(hub)) == 8


def test_a_person_who_cannot_be_reminded_keeps_no_other_from_it(
    hub, functional_portal, worker, clock, monkeypatch
):
    told = []

    def tell(hub, who, *given):
        if who == "anna":
            raise ValueError
        told.append(who)

    lines = {"anna": ["a"], "bert": ["b"], "cia": ["c"]}
    monkeypatch.setattr(reminders, "_further_lines", lambda hub, today: lines)
    monkeypatch.setattr(reminders, "_mail_reminder", tell)
    clock.now = int(start_of_day(MONDAY).timestamp()) + 8 * 3600
    send_reminders(worker)
    assert told == ["bert", "cia"]
