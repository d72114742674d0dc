"""The worker tells what was held back."""

from katrineholm.socialhub.core.messages.store import messages_of
from katrineholm.socialhub.inbox.reminders.gathering import FEW, PAUSE
from katrineholm.socialhub.inbox.routing.chores import tend


def test_the_worker_tells_what_was_held_back(hub, flood, mails, worker, clock):
    clock.now = flood(8) + PAUSE
    tend(worker)
    assert mails()[FEW:] == ["Nya meddelanden: 3"]
    assert len(messages_of(hub)) == 8
