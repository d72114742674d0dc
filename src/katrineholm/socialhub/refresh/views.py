"""Pages about the retrieval of channels, and the buttons that start or correct it."""

import re
from functools import cached_property
from typing import Any

from plone import api
from plone.autoform.directives import widget
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.lifecycleevent import Attributes, ObjectModifiedEvent

from .. import _
from ..accounts.channels.facts import facts_of
from ..accounts.channels.hub import hub_of
from ..accounts.channels.interfaces import IChannel
from ..accounts.channels.times import formatted_time
from ..core.feeds.errors import FeedError
from ..site.pages.acts import Act, ActPage, Page, act_form, acts
from ..site.pages.form_schema import Line, form_fields
from ..site.pages.page_values import fact_row, fact_value, page_section
from ..site.pages.permissions import CHANGE_ACCOUNT, REFRESH_CHANNEL
from ..site.pages.refusals import advice_from_code, error_message, message_from_code
from ..site.pages.request import form_text
from . import lease
from .answer_storage import Result
from .manual_retrieval import fetch_now
from .report import current_problem, retrieval_report

NOTICE_FAILURES = 3
UNFILLED = re.compile(r"\$\{\w+\}")
LATE = _("The newest entries may be missing: the source has not answered lately.")
LAST, NEXT = _("Last retrieved ${when}."), _("Next time ${when}.")


LINK_ONLY = _("Link only: the channel has no feed to retrieve.")
BY_HAND = _("The channel has no feed: its entries come in by hand.")
STOPPED = _("It is not tried again before somebody fetches it.")
# To which "Fetch now" may return.
PAGES = {
    "hub": lambda channel: f"{hub_of(channel).absolute_url()}/@@board",
    "administration": lambda channel: f"{channel.__parent__.absolute_url()}/@@board",
    "retrieval": lambda channel: f"{channel.absolute_url()}/@@retrieval",
}

ACTIVE = _("The worker has been active since ${since}. Its last sign of life: ${when}.")
NO_WORKER = _(
    "No worker is active, so nothing is retrieved by itself. Ask the site's operator to start it."
)
AWAY = _(
    "No worker has been active since ${since}, so nothing is retrieved by itself. Ask the site's "
    "operator to start it."
)


class IBack(Interface):
    """The hidden field of "Fetch now" for the page to return to."""

    back = Line(required=False)
    widget("back", type="hidden")


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


def retrieval_times(last: int | None, due: int | None) -> list[Message]:
    """Return sentences with the times of the last and the next retrieval, if there are any."""
    pairs = ((LAST, last), (NEXT, due))
    return [Message(text, mapping={"when": time_text(at)}) for text, at in pairs if at]


class RetrievalView(Page):
    """``@@retrieval`` on a channel: how its retrieval goes, what to do about it, and its log."""

    index = ViewPageTemplateFile("retrieval.pt")
    leads_back = True
    context_title = _("Retrieval: ${channel}")

    @cached_property
    def report(self) -> dict:
        """The channel's retrieval report."""
        return retrieval_report(api.portal.get(), facts_of(self.context))

    def sections(self) -> list[dict]:
        """Return a section on how the retrieval goes, and one with its log if there is one."""
        told = page_section("state", _("How it goes"), *self._state_texts(), facts=self._facts())
        lines = [_log_sentence(each) for each in self.report["log"]]
        return [told, *([page_section("log", _("Log"), items=lines)] if lines else [])]

    def fetch(self) -> dict | None:
        """Return the form that retrieves the channel now and returns here."""
        return button_form(self.context, FETCH, "retrieval") if self.report["feed_url"] else None

    def _state_texts(self):
        report, problem = self.report, self.report["problem"]
        if not report["feed_url"]:
            return [BY_HAND if report["entries"] else LINK_ONLY]
        if not problem:
            return [_("The retrieval works."), *_times(report)]
        tries = {"count": report["failures"], "day": time_text(report["since"])}
        found = (
            problem["message"],
            advice_from_code(problem["code"]),
            STOPPED if report["stopped"] else "",
            _("Failed tries: ${count}, since ${day}.", mapping=tries),
            *_times(report),
        )
        return [each for each in found if each]

    def _facts(self):
        report = self.report
        pairs = (
            (_("Feed"), report["feed_url"]),
            (_("Interval (minutes)"), report["feed_url"] and str(report["interval"])),
            (_("Entries"), str(report["entries"])),
            (_("Newest entry"), time_text(report["newest"])),
        )
        return [fact_row(title, fact_value(text)) for title, text in pairs if text]


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
        return _times(self.report)

    def moved(self) -> dict | None:
        """Return the form that accepts the source's new URL, or None if there is none."""
        if not (self.report["moved_to"] and self.may_change_account):
            return None
        about = _(
            "For a week the source has passed us on to ${address}.",
            mapping={"address": self.report["moved_to"]},
        )
        return {**button_form(self.context, ACCEPT_MOVE), "about": about}

    def fetch(self) -> dict:
        """Return the form that retrieves the channel now."""
        return button_form(self.context, FETCH)

    def _may(self, permission):
        return api.user.has_permission(permission, obj=self.context)


def button_form(channel: Any, act: Act, back: str = "") -> dict:
    """Return the form with an act's button. ``back`` is the page to return to, one of PAGES."""
    form = act_form(f"{channel.absolute_url()}/@@{act.name}", act, channel, do="")
    fields = form_fields(IBack, values={"back": back}) if back else []
    button = {"do": "", "title": act.title, "look": "secondary"}
    return {**form, "classes": "socialhub-actions", "fields": fields, "buttons": [button]}


def _times(report):
    return retrieval_times(report["last_success"], report["next_due"])


def _log_sentence(line):
    if line["code"] == "ok":
        what = changes_text(line["new"], line["changed"], line["withdrawn"])
    else:
        # The values of an earlier problem are not stored.
        what = UNFILLED.sub("…", api.portal.translate(message_from_code(line["code"], {})))
    return f"{time_text(line['time'])}: {what}"


def _show_result(at, result):
    message, weight = result_message(result)
    api.portal.show_message(message, at.request, weight)
    page = PAGES.get(form_text(at.request.form, "back"), lambda channel: channel.absolute_url())
    return page(at.context)


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
