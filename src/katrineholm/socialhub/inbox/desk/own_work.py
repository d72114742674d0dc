"""The current user's work today: channels, and the number of open messages."""

from functools import cache

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts, viewable_channels
from ...accounts.channels.person import person
from ...accounts.channels.responsibility import hub_duties
from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS
from ...core.messages.store import messages_of
from ..steps.reminders import WAITING
from ..steps.roles import channel_roles, current_actor


def open_message_count(hub: Container) -> int:
    """Return the number of messages that the current user has to act on."""
    who = current_actor()
    if not who:
        return 0
    return message_lists.listed_count(
        messages_of(hub).root, [message_lists.person_list(who)], WAITING, KINDS
    )


def answered_channels(hub: Container) -> list[tuple[ChannelFacts, str]]:
    """Return the channels that the current user answers for, with the role.

    They are sorted by title. The role is responsible, or substitute or head during an absence.
    Channels where the information office stands in are not included.
    """
    person_of, held = cache(person), hub_duties(hub) if current_actor() else {}
    roles = {uid: channel_roles(hub, uid, is_office=False, person=person_of) for uid in held}
    return [(facts, role) for facts in viewable_channels(hub) for role in roles.get(facts.uid, ())]
