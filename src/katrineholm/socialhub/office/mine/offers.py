"""The actions for editors and officers on a page: one list for all frontends.

The list is Plone's own, ``portal_actions``: category ``object`` is Classic UI's toolbar, and
category ``object_socialhub`` is on the page. ``GET @actions`` returns both to other frontends. The
name must begin with ``object``: for others Plone checks permissions on the site instead of the
context.
"""

from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.component import getMultiAdapter

from ...accounts.channels import describing
from ...accounts.channels.facts import facts_of
from ...accounts.channels.interfaces import IChannel, IHasStream
from ...accounts.connections.described import is_offered
from ...public.posting.choosing import writable
from ...public.posting.writing import closed_to, may_write
from ...refresh.report import report

CATEGORY, OURS = "object_socialhub", "socialhub_"


def offered(context: Any, request: Any, category: str = CATEGORY) -> list[dict]:
    """Return our ``portal_actions`` of a category for the user: ``@id``, ``id``, ``title``."""
    state = getMultiAdapter((context, request), name="plone_context_state")
    ours = (each for each in state.actions(category) if each["id"].startswith(OURS))
    return [{"@id": each["url"], "id": each["id"], "title": each["title"]} for each in ours]


class Offers(BrowserView):
    """``@@socialhub-offers``: for the conditions of actions; contains the ids of useful actions.

    It is used for any context: see ``accounts.guard.menu``. Access to a page is checked by the
    permission of its action. The URL itself is not found.
    """

    def __call__(self):
        raise NotFound(self.__name__)

    def __contains__(self, name) -> bool:
        place = self.context
        if api.user.is_anonymous() or not IHasStream.providedBy(place):
            return False
        answers = OF_CHANNELS if IChannel.providedBy(place) else OF_OTHERS
        return name in answers and bool(answers[name](place))


def _is_writable(place):
    return may_write(place) or writable(place)


def _takes_entries(channel):
    return may_write(channel) and closed_to(channel) is None


def _is_odd(channel):
    """Return True if the source is described, or may be because it gives no feed."""
    if describing.closed_to(channel) is not None:
        return False
    health = report(api.portal.get(), facts_of(channel))
    return channel.described or health["problem"] or not health["feed_url"]


OF_OTHERS = {"new-entry": _is_writable, "undescribed-pictures": _is_writable}
OF_CHANNELS = {
    "new-entry": _takes_entries,
    "entry-keys": _takes_entries,
    "undescribed-pictures": may_write,
    "connect-account": is_offered,
    "describe-source": _is_odd,
}


class OffersViewlet(ViewletBase):
    """The actions of that category on the page of a hub, an administration or a channel."""

    def links(self) -> list[dict]:
        return offered(self.context, self.request)
