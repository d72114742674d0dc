"""The worker tells what was held back."""

import pytest
import transaction

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.reminders.gathering import FEW, PAUSE
from katrineholm.socialhub.inbox.routing.chores import tend
from katrineholm.socialhub.site.mail.outbox import letters as outbox

NOW, ANNA = 1_790_000_000, ("arrived", "anna@example.se")


@pytest.fixture
def mails(functional_portal):
    """A function that gives the subjects of all mails to somebody so far."""

    def mails(to="anna@example.se"):
        transaction.commit()
        return [each["subject"] for each in outbox(functional_portal) if to in each["to"]]

    return mails


@pytest.fixture
def flood(receive):
    """A function that lets messages arrive, ten seconds apart: the moment of the last one."""

    def flood(count, *, now=NOW, **values):
        for number in range(count):
            receive(f"Text {now} {number}", now=now + number * 10, **values)
        return now + (count - 1) * 10

    return flood


def test_the_worker_tells_what_was_held_back(hub, flood, mails, worker, clock):
    clock.now = flood(8) + PAUSE
    tend(worker)
    assert mails()[FEW:] == ["Nya meddelanden: 3"]
    assert len(messages_of(hub)) == 8
