"""A channel's state for its editors, and the review list of the information office."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...site.forms.acts import Page
from ...site.forms.plain import link
from ...site.settings.titles import service_title
from ..channels import history
from ..channels.facts import visible
from ..channels.moments import when
from ..people.person import member_name
from .demands import missing
from .steps import STEPS, possible, state_title
from .words import BUTTONS, taken

WAITING = [
    _("Channel"),
    _("Administration"),
    _("Service"),
    _("Reported on"),
    _("Reported by"),
    _("What to do"),
]


class ReportsView(Page):
    """``@@reports`` on a hub: the channels to review, longest waiting first."""

    index = ViewPageTemplateFile("reports.pt")
    title = _("Channels that wait for review")
    none = _("No channel waits for review.")

    def table(self) -> dict | None:
        waiting = [facts for facts in visible(self.context) if facts.state == "reported"]
        reported = history.latest(self.context, {facts.uid for facts in waiting}, "report")
        found = [(reported.get(facts.uid), facts) for facts in waiting]
        found.sort(key=lambda each: each[0]["time"] if each[0] else 0)
        rows = [self._row(line, facts) for line, facts in found]
        return {"head": WAITING, "rows": rows} if rows else None

    def _row(self, line, facts):
        url = self.request.physicalPathToURL(facts.path)
        return [
            link(url, facts.title),
            facts.administration.title,
            f"{service_title(facts.platform)} {facts.account}",
            when(line["time"])["text"] if line else "",
            member_name(line["who"]) if line else "",
            {**link(f"{url}/@@lifecycle?step=make-official", _("Review")), "of": facts.title},
        ]


class StandingViewlet(ViewletBase):
    """The channel's state and next steps, for users who may see its duties."""

    def update(self) -> None:
        super().update()
        self.url = self.context.absolute_url()
        self.state = api.content.get_state(self.context)
        self.title = state_title(self.state)
        lines = (line for line in history.of_channel(self.context) if line["step"] in STEPS)
        self.latest = in_words(next(lines, None))

    def missing(self) -> list:
        """Return the unmet requirements before a draft can be reported, with their fields."""
        return missing(self.context, "report") if self.state == "draft" else []

    def steps(self) -> list[dict]:
        """Return links to the possible steps; those on one page share a link."""
        offered = possible(self.context)
        return [{"step": step, "title": BUTTONS[step]} for step in offered if step != "return"]


class WaitingViewlet(ViewletBase):
    """The number of channels to review, for the information office on the hub."""

    def update(self) -> None:
        super().update()
        states = [facts.state for facts in visible(self.context)]
        self.number = states.count("reported")


def in_words(line: dict | None) -> dict | None:
    """Return a line of the history as text: ``what``, ``who``, ``when`` and ``comment``."""
    return line and {
        "step": line["step"],
        "what": taken(line["step"]),
        "who": member_name(line["who"]),
        "when": when(line["time"]),
        "comment": line["comment"],
    }
