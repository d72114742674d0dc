"""The actions for editors and officers on a page, shared by all frontends.

They are Plone's ``portal_actions``: category ``object`` is Classic UI's toolbar, and category
``object_socialhub`` is shown on the page. ``GET @actions`` returns both. A category's name must
begin with ``object``, or else Plone checks permissions on the site instead of the context.
"""

from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.component import getMultiAdapter

from ...accounts.channels import source_description
from ...accounts.channels.facts import facts_of
from ...accounts.channels.interfaces import IChannel, IHasStream
from ...accounts.registration.source_values import can_change_connection
from ...public.posting.channel_choice import writable_administrations
from ...public.posting.entry_storage import may_write, write_refusal
from ...refresh.report import retrieval_report

PAGE_CATEGORY, ACTION_PREFIX = "object_socialhub", "socialhub_"


def page_actions(context: Any, request: Any, category: str = PAGE_CATEGORY) -> list[dict]:
    """Return the add-on's actions of a category for the user: ``@id``, ``id`` and ``title``."""
    state = getMultiAdapter((context, request), name="plone_context_state")
    ours = (each for each in state.actions(category) if each["id"].startswith(ACTION_PREFIX))
    return [{"@id": each["url"], "id": each["id"], "title": each["title"]} for each in ours]


class ActionConditions(BrowserView):
    """``@@socialhub-offers``: contains the ids of useful actions, for the actions' conditions.

    It is used on any context: see ``menu_values.MenuType``. Access to a page is checked by the
    permission of its action. A request for the view itself is answered with 404.
    """

    def __call__(self):
        raise NotFound(self.__name__)

    def __contains__(self, name) -> bool:
        place = self.context
        if api.user.is_anonymous() or not IHasStream.providedBy(place):
            return False
        answers = CHANNEL_CONDITIONS if IChannel.providedBy(place) else CONTAINER_CONDITIONS
        return name in answers and bool(answers[name](place))


def _is_writable(place):
    return may_write(place) or writable_administrations(place)


def _takes_entries(channel):
    return may_write(channel) and write_refusal(channel) is None


def _may_be_described(channel):
    """Return True if the source is described, or may be because it gives no feed."""
    if source_description.description_obstacle(channel) is not None:
        return False
    health = retrieval_report(api.portal.get(), facts_of(channel))
    return channel.described or health["problem"] or not health["feed_url"]


CONTAINER_CONDITIONS = {"new-entry": _is_writable, "undescribed-pictures": _is_writable}
CHANNEL_CONDITIONS = {
    "new-entry": _takes_entries,
    "entry-keys": _takes_entries,
    "undescribed-pictures": may_write,
    "connect-account": can_change_connection,
    "describe-source": _may_be_described,
}


class ActionsViewlet(ViewletBase):
    """The viewlet with a page's actions on a hub, an administration or a channel."""

    def links(self) -> list[dict]:
        return page_actions(self.context, self.request)
