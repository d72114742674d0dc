"""The condition of the ways to messages."""

from AccessControl import getSecurityManager
from plone.dexterity.content import Container
from Products.Five import BrowserView

from ...accounts.channels.hub import hub_of
from ...accounts.channels.responsibility import hub_duties
from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS, OPEN
from ...core.messages.store import messages_of
from ..steps.roles import BY_GROUP, current_actor, has_role_anywhere, hub_roles


class HandlesMessages(BrowserView):
    """``@@handles-messages``: whether the user may handle messages of the hub."""

    def __call__(self) -> bool:
        hub = hub_of(self.context)
        return hub is not None and may_handle_messages(hub)


def may_handle_messages(hub: Container) -> bool:
    """Return whether the current user has a duty, a role or an assigned message in a hub.

    To be fast, it compares the names in duties as text, without looking up users.
    """
    if not (who := current_actor()):
        return False
    if hub_roles(hub):
        return True
    names = {who, getSecurityManager().getUser().getUserName()}
    duties = hub_duties(hub).values()
    if any(names & {each.responsible, each.substitute, each.head} for each in duties):
        return True
    root = messages_of(hub).root
    has_own = bool(message_lists.listed_count(root, [message_lists.person_list(who)], OPEN, KINDS))
    return has_own or any(has_role_anywhere(hub, role) for role in BY_GROUP)
