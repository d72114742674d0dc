"""A channel's page for those who tend it: the next step, and the tabs with everything else."""

from functools import cached_property
from typing import Any

from AccessControl import Unauthorized
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...accounts.channels import history
from ...accounts.channels.channel_names import state_title
from ...accounts.channels.facts import facts_of
from ...accounts.channels.responsibility import duties_of, person_in_charge
from ...accounts.channels.times import today
from ...accounts.lifecycle.duty_holders import role_title
from ...accounts.lifecycle.login_page import UNKNOWN, login_facts
from ...accounts.lifecycle.step_texts import BUTTONS, history_text
from ...accounts.lifecycle.steps import STEPS, available_steps
from ...accounts.registration.connections import connection_of
from ...site.pages.acts import Page
from ...site.pages.page_values import fact_row, fact_value, link, page_section
from ...site.pages.permissions import CONFIRM_CHANNEL, MODIFY, VIEW, VIEW_DUTIES
from ...site.settings.titles import service_title
from .actions import page_actions
from .next_step import next_step

POSTS, DUTIES, ACCOUNT, MORE = "view", "duties", "account", "more"
TITLES = {POSTS: _("Posts"), DUTIES: _("Responsibility"), ACCOUNT: _("Account"), MORE: _("More")}
# The tab of each of a channel's pages; pages that are in none have no tabs.
PAGES = {
    POSTS: ("new-entry", "edit-entry", "import-download", "undescribed-pictures", "hidden-entries"),
    DUTIES: (),
    ACCOUNT: (
        *(
            "account-login",
            "connect-account",
            "describe-source",
            "profile-text",
            "kit",
            "look-at-account",
        ),
        *("tie-back", "link-kit"),
    ),
    MORE: (
        *("rules", "filters", "entry-keys", "snapshots", "history", "retrieval", "lifecycle"),
        *("archive-decision", "withdrawn-posts", "held-entries"),
    ),
}
# The sections of the tab for the rest; steps of the lifecycle are named with their queries.
GROUPS = (
    ("rules", _("Rules and choice of posts"), ("rules", "filters")),
    ("record", _("Messages and archive"), ("messages", "snapshots", "archive-decision", "record")),
    ("log", _("What has happened"), ("history", "retrieval")),
    ("programs", _("Programs"), ("entry-keys",)),
    (
        "change",
        _("Change"),
        ("edit", *(f"lifecyclestep={step}" for step in ("return", "pause", "close"))),
    ),
)
# Pages that are no actions, each with its permission.
OWN_WAYS = (
    (VIEW_DUTIES, "@@account", TITLES[ACCOUNT]),
    (CONFIRM_CHANNEL, "@@account-login", _("Note who holds the log-in")),
    (VIEW_DUTIES, "@@history", _("History")),
    (MODIFY, "edit", _("Edit the channel")),
)
TAB_OF_PAGE = {page: tab for tab, pages in PAGES.items() for page in (tab, *pages)}


class Tending(ViewletBase):
    """The next step and the tabs, on all pages of a channel for those who tend it."""

    label = _("The channel's pages")

    def render(self) -> str:
        self.tab = TAB_OF_PAGE.get(self.view.__name__, "")
        self.offered = channel_ways(self.context, self.request) if self.tab else {}
        return self.index() if any(self.offered.values()) else ""

    def tabs(self) -> list[dict]:
        """Return the links of the tabs that have anything, the current one marked."""
        url = self.context.absolute_url()
        urls = {tab: url if tab == POSTS else f"{url}/@@{tab}" for tab in TITLES}
        return [
            {**link(urls[tab], title), "current": self._mark(tab)}
            for tab, title in TITLES.items()
            if tab == POSTS or self.offered[tab]
        ]

    def _mark(self, tab):
        """Return the value of ``aria-current``: "page", "true" on a page below, or None."""
        return ("page" if self.view.__name__ == tab else "true") if tab == self.tab else None

    def links(self) -> list[dict]:
        """Return what can be done with the posts, on the channel's own page."""
        return self.offered[POSTS] if self.view.__name__ == POSTS else []

    def box(self) -> dict | None:
        """Return the next step with the channel's state, for whom may see its duties."""
        if self.view.__name__ != POSTS or not self.offered[DUTIES]:
            return None
        step = next_step(self.context)
        lines = (line for line in history.channel_lines(self.context) if line["step"] in STEPS)
        latest = history_text(next(lines, None))
        return {
            "over": _("Next step") if step.is_open else "",
            "title": step.title,
            "text": step.text,
            "problems": step.problems,
            "way": step.way,
            "also": step.also,
            "form": step.act and _button_form(step.act),
            "comment": latest and latest["comment"],
            "facts": [_state_sentence(self.context, latest), _answering_sentence(self.context)],
        }


def channel_ways(channel: Any, request: Any) -> dict[str, list[dict]]:
    """Return what the user may open of a channel, links by tab; all are empty for visitors."""
    found: dict[str, list[dict]] = {tab: [] for tab in TITLES}
    if api.user.is_anonymous() or not api.user.has_permission(VIEW, obj=channel):
        return found
    for each in [*page_actions(channel, request), *_own_ways(channel)]:
        found[TAB_OF_PAGE.get(_page_of(each), MORE)].append(each)
    return found


def _own_ways(channel):
    """Return the links to pages of a channel that are no actions."""
    url = channel.absolute_url()
    ways = [
        link(f"{url}/{page}", title)
        for permission, page, title in OWN_WAYS
        if api.user.has_permission(permission, obj=channel)
    ]
    steps = [step for step in available_steps(channel) if step in ("return", "pause", "close")]
    if "close" in steps:
        ways.append(link(f"{url}/@@archive-decision", _("Decision not to archive")))
    return ways + [link(f"{url}/@@lifecycle?step={each}", BUTTONS[each]) for each in steps]


def _page_of(way):
    return way["@id"].rpartition("/")[2].lstrip("@").partition("?")[0]


def _button_form(act):
    button = {"do": act["do"], "title": act["title"], "look": "primary"}
    return {"url": act["url"], "classes": "socialhub-ask", "fields": [], "buttons": [button]}


def _state_sentence(channel, latest):
    """Return a sentence with the state of a channel, and since when and by whom."""
    state = state_title(api.content.get_state(channel))
    if latest is None:
        return _("State: ${state}.", mapping={"state": state})
    since = {"state": state, "day": latest["when"]["text"], "who": latest["who"]}
    return _("State: ${state}, since ${day} by ${who}.", mapping=since)


def _answering_sentence(channel):
    """Return a sentence about who answers for a channel today."""
    answering = person_in_charge(duties_of(channel), today())
    if answering is None:
        return _("Nobody answers for the channel today: the information office does.")
    who = {"name": answering.person.name, "role": role_title(answering.role).lower()}
    return _("Answers today: ${name} (${role}).", mapping=who)


class TabPage(Page):
    """The base of the tabs that are pages of their own: sections with facts and links."""

    look = "socialhub-step"

    index = ViewPageTemplateFile("channel_tab.pt")

    def __call__(self):
        if not self.ways:
            raise Unauthorized(self.__name__)
        return self.index()

    @cached_property
    def ways(self) -> dict[str, dict]:
        """The links of this tab, keyed by the name of their page."""
        found = channel_ways(self.context, self.request)[self.__name__]
        return {f"{_page_of(each)}{each['@id'].partition('?')[2]}": each for each in found}

    def links(self, *names: str) -> list[dict]:
        """Return those of the links that the user has."""
        return [self.ways[name] for name in names if name in self.ways]


class AccountPage(TabPage):
    """``@@account`` on a channel: its account at the service, and what belongs to it."""

    context_title = _("The account: ${channel}")

    def sections(self) -> list[dict]:
        account = self.links("connect-account", "describe-source")
        login, known = self.links("account-login"), login_facts(self.context)
        unknown = [] if known else [UNKNOWN]
        profile = self.links("profile-text", "kit", "tie-back", "link-kit")
        return [
            page_section("account", _("At the service"), facts=self._facts(), links=account),
            page_section("login", _("The log-in"), *unknown, facts=known, links=login),
            page_section("profile", _("Profile"), links=profile),
        ]

    def _facts(self):
        facts, connected = facts_of(self.context), connection_of(self.context)
        return [
            fact_row(_("Service"), fact_value(service_title(facts.platform))),
            fact_row(_("Public address"), fact_value(facts.profile_url, facts.profile_url)),
            fact_row(_("Feed address"), fact_value(facts.feed_url or _("None"), facts.feed_url)),
            fact_row(_("Connected as"), fact_value(connected.name if connected else _("Nobody"))),
        ]


class MorePage(TabPage):
    """``@@more`` on a channel: what is needed seldom, grouped by task."""

    context_title = _("More: ${channel}")
    look = "socialhub-groups"

    def sections(self) -> list[dict]:
        left = {name: way for name, way in self.ways.items() if name != MORE}
        found = [
            (id, title, [left.pop(name) for name in names if name in left])
            for id, title, names in GROUPS
        ]
        groups = [*found, ("others", _("Others"), [*left.values()])]
        return [page_section(id, title, links=links) for id, title, links in groups if links]
