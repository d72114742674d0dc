"""The numbers of messages that need action, read from counters."""

from plone.dexterity.content import Container

from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS
from ...core.messages.store import messages_of
from .reminders import WAITING
from .roles import current_actor


def own_count(hub: Container) -> int:
    """Return how many messages are assigned to the current user and need action."""
    return _count(hub, message_lists.person_list(current_actor())) if current_actor() else 0


def has_late(hub: Container, now: int) -> bool:
    """Return whether any message that is assigned to the current user is late."""
    own = [message_lists.person_list(current_actor())]
    late = message_lists.listed_numbers(messages_of(hub).root, own, WAITING, KINDS, until=now)
    return bool(current_actor()) and next(late, None) is not None


def channel_count(hub: Container, uid: str) -> int:
    """Return how many of a channel's messages need action."""
    return _count(hub, message_lists.channel_list(uid))


def _count(hub, name):
    return message_lists.listed_count(messages_of(hub).root, [name], WAITING, KINDS)
