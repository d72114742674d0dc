"""The current user's work today: channels, and the number of open messages."""

from functools import cache

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.duties.ledger import duties_in
from ...accounts.people.person import person
from ...core.messages import shelves
from ...core.messages.shelves import KINDS
from ...core.messages.store import messages_of
from ..reminders.reminders import WAITING
from ..routing.roles import me, roles_on


def number_of_mine(hub: Container) -> int:
    """Return the number of messages that the current user has to act on."""
    who = me()
    if not who:
        return 0
    return shelves.count(messages_of(hub).root, [shelves.person_shelf(who)], WAITING, KINDS)


def channels_of_mine(hub: Container) -> list[tuple[ChannelFacts, str]]:
    """Return the channels that the current user answers for, with the role.

    They are sorted by title. The role is responsible, or substitute or head during an absence.
    Channels where the information office stands in are not included.
    """
    person_of, held = cache(person), duties_in(hub) if me() else {}
    roles = {uid: roles_on(hub, uid, is_office=False, person=person_of) for uid in held}
    return [(facts, role) for facts in visible(hub) for role in roles.get(facts.uid, ())]
