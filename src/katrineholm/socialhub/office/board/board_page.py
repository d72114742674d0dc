"""The board's page."""

from functools import cached_property
from time import time
from typing import Any

from plone import api
from plone.app.layout.viewlets.common import ContentViewsViewlet
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import Interface, implementer

from ... import _
from ...accounts.channels.comment_rules import proposed_rules
from ...accounts.channels.history import latest_lines
from ...accounts.channels.hub import hub_of
from ...accounts.channels.interfaces import ISocialHub
from ...accounts.channels.visibility import is_visible
from ...core.timeline.review_queue import queue_sizes
from ...core.timeline.store import timeline_of
from ...public.listings.index_update import index_lag
from ...public.register.filters import NO_CHANNEL, STATE_TITLES
from ...refresh import lease
from ...refresh.views import absence_sentence, worker_sentence
from ...site.mail.mailer import mail_problem
from ...site.pages.cache import LruCache, url_key
from ...site.pages.query import filter_choice, hidden_fields, neighbour_pages
from ...site.pages.rate_limits import untrusted_proxy
from ..webhooks.serializer import webhooks_problem
from . import record_state
from .channel_rows import BOARD_STATES, BoardRow, board_cache_key, board_rows
from .chore_faults import chore_fault_rows
from .feed_doctor import FeedDoctor
from .query import BATCH_SIZE, COLOUR_TITLES, PROBLEM_TITLES, BoardQuery, board_query, filter_counts
from .row_serializer import template_row
from .site_limits import limit_warnings

UNTRUSTED_PROXY = _(
    "All visitors seem to come from ${address} and share one limit for what they may send: set "
    "trusted_proxy in wsgi.ini, and trusted_proxy_count if there are several proxies, see "
    "docs/drift.md."
)
HTML_CACHE = LruCache(32)  # pages, some hundred kilobytes each


def proxy_problem(request: Any) -> Message | str:
    """Return a warning if the site does not trust the proxy in front of it, or an empty string."""
    proxy = untrusted_proxy(request)
    return proxy and _(UNTRUSTED_PROXY, mapping={"address": proxy})


class BoardToolbar(ContentViewsViewlet):
    """The toolbar without the menus that add, move and publish, which would act on the hub.

    The board is used through its rows, and the menus took a quarter of its page's rendering time.
    """

    index = ViewPageTemplateFile("toolbar.pt")


class IBoardView(Interface):
    """Marks the board's page."""


@implementer(IBoardView)
class BoardView(FeedDoctor):
    """``@@board``: on a hub for the information office, on an administration for its own staff.

    Reported channels come first for the office, and the feed doctor examines an address.
    """

    title = _("Board")
    all_title, no_channel = _("All"), NO_CHANNEL
    table = ViewPageTemplateFile("board_rows.pt")

    def rendered(self) -> str:
        """Return the filters and the rows as HTML, which is cached until their data change."""
        language = api.portal.get_current_language()
        key = board_cache_key(self.context), self.query, self.url, url_key(self.request), language
        # The theme parses every character of a page, each time it is sent.
        return HTML_CACHE.get(key, lambda: " ".join(self.table().split()))

    @cached_property
    def query(self) -> BoardQuery:
        """The requested filters."""
        return board_query(self.request.form)

    @cached_property
    def all_rows(self) -> tuple[BoardRow, ...]:
        """All rows that the current user may see."""
        return board_rows(self.context)

    @cached_property
    def matching_rows(self) -> list[BoardRow]:
        """The rows that match the filters; the page shows one batch of them."""
        rows = [row for row in self.all_rows if self.query.matches(row)]
        return sorted(rows, key=self._turn) if self.is_office else rows

    @cached_property
    def reports(self) -> dict[str, dict]:
        """The lines of the history on the reports that wait for a decision, by UID."""
        uids = {row.facts.uid for row in self.all_rows if row.facts.state == "reported"}
        return latest_lines(self.context, uids, "report") if self.is_office else {}

    def _turn(self, row):
        """Return the key by which rows are sorted: the longest waiting report first."""
        line = self.reports.get(row.facts.uid)
        return row.facts.state != "reported", line["time"] if line else 0

    @property
    def is_office(self) -> bool:
        """True on a hub, whose board is open only to the office."""
        return ISocialHub.providedBy(self.context)

    def last_heartbeat(self) -> Message | str:
        """Return a sentence about the worker's last heartbeat, or "" if no worker is active."""
        return worker_sentence(lease.worker_sign(api.portal.get(), int(time())))

    def no_worker(self) -> Message | str:
        """Return a sentence saying that no worker is active."""
        return absence_sentence(lease.worker_sign(api.portal.get(), int(time())))

    def mail_problem(self) -> Message | str:
        """Return the problem with the site's mail for the office, or an empty string."""
        return mail_problem(api.portal.get()) if self.is_office else ""

    def proxy_problem(self) -> Message | str:
        """Return a warning for the office if the site does not trust the proxy in front of it."""
        return proxy_problem(self.request) if self.is_office else ""

    def webhooks_problem(self) -> Message | str:
        """Return the problem with the hub's webhooks for the office, or an empty string."""
        return webhooks_problem(self.context) if self.is_office else ""

    def limit_warnings(self) -> list[Message | str]:
        """Return a message for the office about each limit of the site that is nearly reached."""
        return limit_warnings() if self.is_office else []

    def record_state(self) -> dict:
        """Return what the office has to know about the verification and the anchors of the log."""
        if not self.is_office:
            return {}
        problem = record_state.verification_problem(self.context)
        return {
            "sentence": "" if problem else record_state.verification_sentence(self.context),
            "problem": problem,
            "errors": record_state.verification_errors(self.context),
            "anchors": record_state.anchor_problems(self.context),
        }

    def index_state(self) -> Message | str:
        """Return how far the search index of this machine has been read, for the office."""
        if not self.is_office:
            return ""
        lag = index_lag(self.context)
        if lag is None:
            return _("The search index of this machine cannot be used: its log tells why.")
        if lag:
            return _(
                "The search index of this machine has ${number} changes of posts left to read. They"
                " are read before the next search.",
                mapping={"number": lag},
            )
        return _("The search index of this machine has read all posts.")

    def chore_faults(self) -> list[dict]:
        """Return the problems of the worker's chores, for the office only."""
        return list(chore_fault_rows(self.context)) if self.is_office else []

    def unpublished_places(self) -> list[dict]:
        """Return the hub and administrations that hide official channels from visitors."""
        hub = hub_of(self.context)
        listed = [row.facts for row in self.all_rows if row.facts.state in ("official", "paused")]
        paths = dict.fromkeys(facts.administration.path for facts in listed)
        places = [hub, *map(hub.unrestrictedTraverse, paths)] if listed else []
        return [
            {"title": place.title, "url": place.absolute_url()}
            for place in places
            if not is_visible(place)
        ]

    def waiting_reports(self) -> dict | None:
        """Return the number and the URL of the reports that wait for a decision, or None."""
        number = sum(row.facts.state == "reported" for row in self.all_rows)
        if not number:
            return None
        return {"number": number, "url": self._link(state=frozenset({"reported"}))}

    def proposed_rule_count(self) -> int:
        """Return the number of comment rules that wait for the office's decision."""
        return sum(map(len, proposed_rules(self.context).values())) if self.is_office else 0

    def held_entry_count(self) -> int:
        """Return the number of entries in the board's channels that wait for approval."""
        numbers = queue_sizes(timeline_of(hub_of(self.context)))
        return sum(numbers.get(row.facts.uid, 0) for row in self.all_rows)

    def held_deletions(self) -> list[dict]:
        """Return the channels with mass deletions of posts on hold, with links to their pages."""
        held_back = timeline_of(hub_of(self.context)).waves()
        return [
            {
                "title": row.facts.title,
                "number": len(held_back[row.facts.uid]["entries"]),
                "url": f"{self.request.physicalPathToURL(row.facts.path)}/@@withdrawn-posts",
            }
            for row in self.all_rows
            if row.facts.uid in held_back
        ]

    def batch(self) -> list[dict]:
        """Return the rows on the current page, for the template."""
        start = self.query.start
        return [
            template_row(
                row,
                self.request,
                is_office=self.is_office,
                may_examine=self.may_examine,
                report=self.reports.get(row.facts.uid),
            )
            for row in self.matching_rows[start : start + BATCH_SIZE]
        ]

    def counts(self) -> list[dict]:
        """Return each colour and kind of problem with its number of channels and its URL."""
        colours, problems = filter_counts(self.all_rows, self.query)
        return [
            *self._counted("light", COLOUR_TITLES, colours),
            *self._counted("problem", PROBLEM_TITLES, problems),
        ]

    def choices(self) -> list[dict]:
        """Return the filters that have more than one option."""
        owners = {
            row.facts.administration.path.rpartition("/")[2]: row.facts.administration.title
            for row in self.all_rows
        }
        states = {row.facts.state for row in self.all_rows}
        titles = {name: STATE_TITLES[name] for name in BOARD_STATES if name in states}
        found = (
            self._select("administration", _("Administration"), owners),
            self._select("state", _("State"), titles),
        )
        return [each for each in found if len(each["options"]) > 1]

    def hidden_fields(self) -> list[dict]:
        """Return the hidden fields that keep the chosen lights and problems in the form."""
        return hidden_fields(self.query, ("light", "problem"))

    def pages(self) -> dict:
        """Return the links to neighbouring pages, and this page's position among all rows."""
        start, total = self.query.start, len(self.matching_rows)
        return neighbour_pages(start, BATCH_SIZE, total, lambda each: self._link(start=each))

    def table_url(self) -> str:
        """Return the URL of the matching rows as CSV."""
        return self.query.link(f"{self.context.absolute_url()}/@@board-csv")

    def _link(self, **changes):
        return self.query.link(self.url, **changes)

    def _counted(self, name, titles, numbers):
        chosen = getattr(self.query, name)
        other: dict[str, frozenset[str]] = {"light": frozenset(), "problem": frozenset()}
        return [
            {
                "value": value if name == "light" else "",
                "title": titles[value],
                "number": number,
                "is_chosen": value in chosen,
                "url": self._link(**other | {name: frozenset({value}) - chosen}),
            }
            for value, number in numbers.items()
        ]

    def _select(self, name, title, options):
        return filter_choice(name, title, options.items(), getattr(self.query, name))
