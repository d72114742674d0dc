"""``@@messages-load`` on a hub: open and late messages, for the information office."""

from functools import cached_property
from time import time

from zope.i18nmessageid import Message

from ... import _
from ...accounts.channels.comment_rules import proposed_rules
from ...site.pages.acts import Page
from ...site.pages.page_values import fact_value, link, page_section
from ..steps.summary import assignee_name
from . import load
from .removal_reviews import unreviewed_numbers

NUMBERS = ("open", "late", "removed")
TOTALS = _("Open: ${open}. Late: ${late}. Taken down this month: ${removed}.")
CHANNELS = (
    *(_("Channel"), _("Open"), _("Late"), _("Answers today"), _("Unanswered the longest")),
    _("Taken down this month"),
)
PEOPLE = (_("Person"), _("Open"), _("Late"))
RULES = _("Proposed comment rules that wait for an answer: ${number}")
REVIEWS = _("Removals that wait for a review: ${number}")
LEFT_OVER = _("Open messages of channels that are gone: ${number}")


class LoadView(Page):
    """The page with the counts of open and late messages of every administration."""

    title = _("Load")
    lead = _("What waits on each administration's channels, for whom, and since when.")

    @cached_property
    def now(self) -> int:
        return int(time())

    def messages_url(self, path: str) -> str:
        """Return the URL of the list of messages of a channel or an administration."""
        return f"{self.request.physicalPathToURL(path)}/@@messages"

    def notes(self) -> list[dict]:
        """Return notes on other pending work, each with a ``text`` and a URL."""
        url = self.context.absolute_url()
        rules = sum(map(len, proposed_rules(self.context).values()))
        waiting = [
            (rules, RULES, f"{url}/@@proposed-rules"),
            (len(unreviewed_numbers(self.context)), REVIEWS, f"{url}/@@messages-reviews"),
            (load.orphaned_count(self.context, self._loads), LEFT_OVER, None),
        ]
        return [
            {"text": Message(text, mapping={"number": str(number)}), "@id": url}
            for number, text, url in waiting
            if number
        ]

    def administrations(self) -> list[dict]:
        """Return ``link``, totals (``text``) and channels (``table``) of each administration."""
        return [
            {
                "link": link(self.messages_url(each.path), each.title),
                "text": Message(TOTALS, mapping={name: str(each.total(name)) for name in NUMBERS}),
                "table": {"head": CHANNELS, "rows": [self._row(one) for one in each.channels]},
            }
            for each in self._loads
        ]

    def sections(self) -> list[dict]:
        """Return the section about assignees; those with the most late messages come first."""
        found = load.person_loads(self.context, self.now).items()
        people = [(assignee_name(self.context, who), each) for who, each in found]
        people.sort(key=lambda one: (-one[1].late, -one[1].open, one[0]))
        rows = [[name, each.open, each.late] for name, each in people]
        table, title = {"head": PEOPLE, "rows": rows}, _("Whom the messages wait for")
        return [page_section("load-people", title, table=table)] if rows else []

    @cached_property
    def _loads(self) -> list[load.AdministrationLoad]:
        return load.administration_loads(self.context, self.now)

    def _row(self, waiting):
        messages, each = self.messages_url(waiting.facts.path), waiting.load
        url = f"{self.context.absolute_url()}/@@messages/{each.oldest}"
        age = {"number": each.oldest, "days": each.days}
        text = _("No. ${number}, days: ${days}", mapping=age)
        return [
            fact_value(waiting.facts.title, messages),
            each.open,
            fact_value(str(each.late), f"{messages}?late=1") if each.late else 0,
            each.answers or _("Nobody"),
            "" if each.oldest is None else fact_value(text, url),
            each.removed,
        ]
