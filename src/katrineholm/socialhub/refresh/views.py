"""How retrieval goes, in the browser, and the buttons that mend it."""

from plone import api
from Products.Five import BrowserView
from zope.event import notify
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .. import _
from ..accounts.channels.describing import closed_to
from ..accounts.channels.facts import facts_of, visible
from ..accounts.channels.interfaces import IChannel
from ..accounts.channels.moments import when
from ..accounts.connections.book import connection_of
from ..accounts.connections.described import is_offered
from ..core.feeds.errors import FeedError
from ..core.feeds.source import NONE
from ..site.forms.permissions import (
    CHANGE_ACCOUNT,
    IMPORT_DOWNLOAD,
    MODIFY,
    REFRESH_CHANNEL,
    WRITE_ENTRY,
    may_manage,
)
from ..site.forms.refusals import sentence
from ..site.forms.request import require_form
from . import lease
from .byhand import fetch_now
from .report import problem, report

FAILURES_TO_TELL = 3


class RetrievalView(BrowserView):
    """``@@retrieval``: the channels below a hub or an administration, or one channel."""

    def last_sign(self) -> str:
        """When the worker last showed that it lives; empty where none is at work."""
        return self.when(lease.last_sign(api.portal.get()))

    def reports(self) -> list[dict]:
        """The health of each channel, those with a problem first."""
        found = [report(api.portal.get(), facts) for facts in visible(self.context)]
        return sorted(found, key=lambda each: (each["problem"] is None, each["title"].lower()))

    def when(self, seconds):
        return when(seconds)["text"] if seconds else ""

    def url(self, report):
        """The channel's page."""
        return self.request.physicalPathToURL(report["path"])


class RetrievalState(BrowserView):
    """``@@retrieval-state``: what a channel's page says of its retrieval, within that page."""

    def __call__(self):
        self.report = report(api.portal.get(), facts_of(self.context))
        self.may_refresh = api.user.has_permission(REFRESH_CHANNEL, obj=self.context)
        self.may_write = self._may_write()
        self.may_bring_in = api.user.has_permission(IMPORT_DOWNLOAD, obj=self.context)
        self.connected = connection_of(self.context)
        self.may_connect = may_manage(self.context) and is_offered(self.context)
        self.may_change_account = api.user.has_permission(CHANGE_ACCOUNT, obj=self.context)
        self.may_filter = self.may_refresh and api.user.has_permission(MODIFY, obj=self.context)
        self.may_describe = self.may_change_account and self._is_odd()
        return self.index()

    def _may_write(self):
        facts = facts_of(self.context)
        is_open = facts.source != NONE and facts.state != "closed"
        return is_open and api.user.has_permission(WRITE_ENTRY, obj=self.context)

    def _is_odd(self):
        """Whether the source is described, or gives no feed: then it may be."""
        is_fed = self.report["feed_url"] and not self.report["problem"]
        return closed_to(self.context) is None and bool(self.context.described or not is_fed)

    def is_late(self) -> bool:
        """Whether a visitor should know that the newest entries may be missing."""
        return self.report["failures"] >= FAILURES_TO_TELL

    def when(self, seconds):
        return when(seconds)["text"] if seconds else ""


class FetchNow(BrowserView):
    """``@@fetch-now`` on a channel: the button."""

    def __call__(self):
        require_form(self.request)
        message, weight = outcome(fetch_now(self.context))
        api.portal.show_message(message, self.request, weight)
        self.request.response.redirect(self.context.absolute_url())


class AcceptMove(BrowserView):
    """``@@accept-move`` on a channel: use the address that the source has moved to."""

    def __call__(self):
        require_form(self.request)
        moved_to = report(api.portal.get(), facts_of(self.context))["moved_to"]
        if moved_to:
            self.context.feed_url = moved_to
            notify(ObjectModifiedEvent(self.context, Attributes(IChannel, "feed_url")))
            api.portal.show_message(_("The feed address has been changed."), self.request)
        self.request.response.redirect(self.context.absolute_url())


def outcome(result) -> tuple[str, str]:
    """A result as a sentence and its weight, for the editor who asked."""
    if result.status == "by_hand":
        return _("Nothing is retrieved here: the channel has no feed."), "info"
    if result.status == "postponed":
        return sentence(FeedError("overloaded")), "warning"
    if result.status == "failed":
        return problem(result.state)["message"], "warning"
    if result.status == "unchanged":
        return _("The feed was retrieved. Nothing is new."), "info"
    return (
        _(
            "The feed was retrieved: ${new} new, ${changed} changed and ${withdrawn} withdrawn.",
            mapping={
                "new": len(result.changes.new),
                "changed": len(result.changes.changed),
                "withdrawn": len(result.changes.withdrawn),
            },
        ),
        "info",
    )
