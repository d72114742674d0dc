"""What the present user answers for today: channels, and how many of their messages wait."""

from functools import cache

from ...accounts.channels.facts import ChannelFacts, visible
from ...accounts.duties.ledger import duties_in
from ...accounts.people.person import person
from ...core.messages import shelves
from ...core.messages.shelves import KINDS
from ...core.messages.store import messages_of
from ..reminders.reminders import WAITING
from ..routing.roles import me, roles_on


def number_of_mine(hub) -> int:
    """The messages that the present user is to do something about; counted, not read."""
    who = me()
    if not who:
        return 0
    return shelves.count(messages_of(hub).root, [shelves.person_shelf(who)], WAITING, KINDS)


def channels_of_mine(hub) -> list[tuple[ChannelFacts, str]]:
    """The channels that the present user answers for today, by title, each with the role.

    That is as responsible, or as substitute or head for the time of an absence. Channels for which
    the information office stands in are on its board.
    """
    known, held = cache(person), duties_in(hub) if me() else {}
    roles = {uid: roles_on(hub, uid, is_office=False, person=known) for uid in held}
    return [(facts, role) for facts in visible(hub) for role in roles.get(facts.uid, ())]
