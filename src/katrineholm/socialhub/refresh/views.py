"""Pages about the retrieval of channels, and the buttons that start or correct it."""

from time import time

from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .. import _
from ..accounts.channels.facts import facts_of, viewable_channels
from ..accounts.channels.interfaces import IChannel
from ..accounts.channels.times import formatted_time
from ..core.feeds.errors import FeedError
from ..site.pages.acts import Act, ActPage, Page, act_form, acts
from ..site.pages.permissions import CHANGE_ACCOUNT, REFRESH_CHANNEL
from ..site.pages.refusals import error_message
from . import lease
from .answer_storage import Result
from .manual_retrieval import fetch_now
from .report import current_problem, retrieval_report

NOTICE_FAILURES = 3
LATE = _("The newest entries may be missing: the source has not answered lately.")
LAST, NEXT = _("Last retrieved ${when}."), _("Next time ${when}.")


ACTIVE = _("The worker has been active since ${since}. Its last sign of life: ${when}.")
NO_WORKER = _(
    "No worker is active, so nothing is retrieved by itself. Ask the site's operator to start it."
)
AWAY = _(
    "No worker has been active since ${since}, so nothing is retrieved by itself. Ask the site's "
    "operator to start it."
)


def time_text(seconds: int | None) -> str:
    """Return a time in seconds since 1970 as text, or "" if there is none."""
    return formatted_time(seconds)["text"] if seconds else ""


def worker_sentence(sign: lease.WorkerSign) -> Message | str:
    """Return a sentence on the active worker, or "" if no worker is active."""
    if sign.seen is None:
        return ""
    return _(ACTIVE, mapping={"since": time_text(sign.since), "when": time_text(sign.seen)})


def absence_sentence(sign: lease.WorkerSign) -> Message | str:
    """Return a sentence saying since when there has been no active worker."""
    return _(AWAY, mapping={"since": time_text(sign.since)}) if sign.since else NO_WORKER


class RetrievalView(Page):
    """``@@retrieval`` on a hub, an administration or a channel: retrieval reports."""

    index = ViewPageTemplateFile("retrieval.pt")
    title = _("Retrieval")
    when = staticmethod(time_text)

    def __call__(self):
        return self.index()

    def last_sign(self) -> Message | str:
        """Return a sentence with the time of the last heartbeat, or "" if no worker is active."""
        return worker_sentence(lease.worker_sign(api.portal.get(), int(time())))

    def no_worker(self) -> Message | str:
        """Return a sentence saying that no worker is active."""
        return absence_sentence(lease.worker_sign(api.portal.get(), int(time())))

    def reports(self) -> list[dict]:
        """Return the retrieval report of each channel, those with a problem first."""
        found = [
            retrieval_report(api.portal.get(), facts) for facts in viewable_channels(self.context)
        ]
        return sorted(found, key=lambda each: (each["problem"] is None, each["title"].lower()))


class RetrievalState(BrowserView):
    """``@@retrieval-state``: the retrieval status on a channel's page."""

    def __call__(self):
        self.report = retrieval_report(api.portal.get(), facts_of(self.context))
        self.is_fed = bool(self.report["feed_url"])
        self.may_refresh = self._may(REFRESH_CHANNEL)
        self.may_change_account = self._may(CHANGE_ACCOUNT)
        return self.index()

    def late(self) -> list:
        """Return a notice for visitors if the newest entries may be missing, else an empty list."""
        if not self.is_fed or self.report["failures"] < NOTICE_FAILURES:
            return []
        return [LATE, *self.times()[:1]] if self.report["last_success"] else [LATE]

    def times(self) -> list:
        """Return sentences with the times of the last and the next retrieval."""
        pairs = ((LAST, self.report["last_success"]), (NEXT, self.report["next_due"]))
        return [Message(text, mapping={"when": time_text(at)}) for text, at in pairs if at]

    def moved(self) -> dict | None:
        """Return the form that accepts the source's new URL, or None if there is none."""
        if not (self.report["moved_to"] and self.may_change_account):
            return None
        about = _(
            "For a week the source has passed us on to ${address}.",
            mapping={"address": self.report["moved_to"]},
        )
        return {**self._button(ACCEPT_MOVE), "about": about}

    def fetch(self) -> dict:
        """Return the form that retrieves the channel now."""
        return self._button(FETCH)

    def _button(self, act):
        form = act_form(f"{self.context.absolute_url()}/@@{act.name}", act, self.context, do="")
        button = {"do": "", "title": act.title, "look": "secondary"}
        return {**form, "classes": "socialhub-actions", "buttons": [button]}

    def _may(self, permission):
        return api.user.has_permission(permission, obj=self.context)


def _show_result(at, result):
    message, weight = result_message(result)
    api.portal.show_message(message, at.request, weight)
    return at.context.absolute_url()


def _accept_move(at, given):
    """Use the source's new URL; return the message about it, or an empty text."""
    moved_to = retrieval_report(api.portal.get(), facts_of(at.context))["moved_to"]
    if not moved_to:
        return ""
    at.context.feed_url = moved_to
    notify(ObjectModifiedEvent(at.context, Attributes(IChannel, "feed_url")))
    return _("The feed address has been changed.")


FETCH = Act(
    "fetch-now",
    lambda at, given: fetch_now(at.context),
    title=_("Fetch now"),
    permission=REFRESH_CHANNEL,
    then=_show_result,
)
ACCEPT_MOVE = Act(
    "accept-move",
    _accept_move,
    said=lambda message: message,
    title=_("Use the new address"),
    permission=CHANGE_ACCOUNT,
)


class SourcePage(ActPage):
    """``@@fetch-now`` and ``@@accept-move``: the targets of the buttons on a channel's page."""

    acts = acts(FETCH, ACCEPT_MOVE)

    def index(self) -> None:
        self.request.response.redirect(self.context.absolute_url())

    def next_url(self) -> str:
        return self.context.absolute_url()


def result_message(result: Result) -> tuple[str, str]:
    """Return the message for the editor who retrieved a channel, and the message's type."""
    if result.status == "by_hand":
        return _("Nothing is retrieved here: the channel has no feed."), "info"
    if result.status == "postponed":
        return error_message(FeedError("overloaded")), "warning"
    if result.status == "failed":
        return current_problem(result.state)["message"], "warning"
    if result.status == "unchanged":
        return _("The feed was retrieved. Nothing is new."), "info"
    changes = result.changes
    what = changes_text(len(changes.new), len(changes.changed), len(changes.withdrawn))
    return _("The feed was retrieved: ${what}.", mapping={"what": what}), "info"


def changes_text(new: int, changed: int, withdrawn: int) -> str:
    """Return how many entries came, were changed and were withdrawn, without what did not occur.

    >>> changes_text(1, 0, 2)
    '1 new entry, 2 withdrawn at their source'
    """
    rows = (
        (new, _("1 new entry"), _("${number} new entries")),
        (changed, _("1 changed"), _("${number} changed")),
        (withdrawn, _("1 withdrawn at its source"), _("${number} withdrawn at their source")),
    )
    said = [
        one if number == 1 else _(several, mapping={"number": str(number)})
        for number, one, several in rows
        if number
    ]
    return ", ".join(map(api.portal.translate, said or [_("nothing new")]))
