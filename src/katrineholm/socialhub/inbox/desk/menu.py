"""The condition of the ways to messages."""

from AccessControl import Unauthorized, getSecurityManager
from plone import api
from plone.dexterity.content import Container
from Products.Five import BrowserView

from ...accounts.channels.hub import hub_of
from ...accounts.channels.responsibility import hub_duties
from ...core.messages import message_lists
from ...core.messages.message_lists import KINDS, OPEN
from ...core.messages.store import messages_of
from ..steps.roles import BY_GROUP, current_actor, has_role_anywhere, hub_roles


class HandlesMessages(BrowserView):
    """``@@handles-messages``: whether the user may handle messages of this hub or of any hub."""

    def __call__(self) -> bool:
        return any(map(may_handle_messages, _hubs(self.context)))


class MyMessages(BrowserView):
    """``@@my-messages``: a redirect to the first hub where the user may handle messages."""

    def __call__(self):
        hub = next(filter(may_handle_messages, _hubs(self.context)), None)
        if hub is None:
            raise Unauthorized("@@my-messages")
        return self.request.response.redirect(f"{hub.absolute_url()}/@@messages")


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


def _hubs(context):
    if not current_actor():
        return []
    if hub := hub_of(context):
        return [hub]
    return [brain.getObject() for brain in api.content.find(portal_type="SocialHub")]
