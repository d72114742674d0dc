"""The menu entry for messages: checked on every page, so it must be cheap."""

from AccessControl import Unauthorized, getSecurityManager
from plone import api
from plone.dexterity.content import Container
from Products.Five import BrowserView

from ...accounts.channels.hub import hub_of
from ...accounts.duties.ledger import duties_in
from ...core.messages import shelves
from ...core.messages.shelves import KINDS, OPEN
from ...core.messages.store import messages_of
from ..routing.roles import BY_GROUP, is_anywhere, me, roles_in


class HandlesMessages(BrowserView):
    """``@@handles-messages``: whether the current user handles any, here or on the site."""

    def __call__(self) -> bool:
        return any(map(handles, _hubs(self.context)))


class MyMessages(BrowserView):
    """``@@my-messages`` on the site: redirects to the first hub with messages of the user's."""

    def __call__(self):
        hub = next(filter(handles, _hubs(self.context)), None)
        if hub is None:
            raise Unauthorized("@@my-messages")
        return self.request.response.redirect(f"{hub.absolute_url()}/@@messages")


def handles(hub: Container) -> bool:
    """Return whether the current user has a duty or role in a hub, or an assigned message.

    Names are compared as they are written, without looking up users.
    """
    if not (who := me()):
        return False
    if roles_in(hub):
        return True
    names = {who, getSecurityManager().getUser().getUserName()}
    duties = duties_in(hub).values()
    if any(names & {each.responsible, each.substitute, each.head} for each in duties):
        return True
    root = messages_of(hub).root
    has_own = bool(shelves.count(root, [shelves.person_shelf(who)], OPEN, KINDS))
    return has_own or any(is_anywhere(hub, role) for role in BY_GROUP)


def _hubs(context):
    if not me():
        return []
    if hub := hub_of(context):
        return [hub]
    return [brain.getObject() for brain in api.content.find(portal_type="SocialHub")]
