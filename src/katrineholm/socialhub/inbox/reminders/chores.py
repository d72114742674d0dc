"""Once a working day the worker reminds people of what waits for them."""

from functools import partial

import transaction

from ... import HOUR
from ...accounts.channels.hub import hubs
from ...accounts.channels.moments import local
from ...refresh.chores import Chore
from ...refresh.worker import Worker
from ...site.settings.registry import setting
from .reminders import remind

MORNING = 7  # o'clock, where the site is


def send_reminders(worker: Worker) -> None:
    """Once a working day, from the morning on."""
    transaction.begin()
    if setting("digest") and local(worker.now()).hour >= MORNING:
        for hub in hubs():
            worker.write(partial(remind, now=worker.now()), hub)


REMINDING = Chore(HOUR, send_reminders)
