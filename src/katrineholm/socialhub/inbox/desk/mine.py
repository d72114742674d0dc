"""How many messages wait for the present user."""

from ...core.messages import shelves
from ...core.messages.shelves import KINDS
from ...core.messages.store import messages_of
from ..reminders.reminders import WAITING
from ..routing.roles import me


def number_of_mine(hub) -> int:
    """The messages that the present user is to do something about; counted, not read."""
    who = me()
    if not who:
        return 0
    return shelves.count(messages_of(hub).root, [shelves.person_shelf(who)], WAITING, KINDS)
