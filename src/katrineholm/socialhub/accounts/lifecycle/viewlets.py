"""The information office's list of channels to review."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from ... import _
from ...site.pages.acts import Page
from ...site.pages.page_values import link
from ...site.settings.titles import service_title
from ..channels import history
from ..channels.facts import viewable_channels
from ..channels.person import member_name
from ..channels.times import formatted_time
from .step_texts import history_title

WAITING = [
    _("Channel"),
    _("Administration"),
    _("Service"),
    _("Reported on"),
    _("Reported by"),
    _("What to do"),
]


class ReportsView(Page):
    """``@@reports`` on a hub: the reported channels, with the longest waiting first."""

    index = ViewPageTemplateFile("reports.pt")
    title = _("Channels that wait for review")
    none = _("No channel waits for review.")

    def table(self) -> dict | None:
        waiting = [facts for facts in viewable_channels(self.context) if facts.state == "reported"]
        reported = history.latest_lines(self.context, {facts.uid for facts in waiting}, "report")
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
            formatted_time(line["time"])["text"] if line else "",
            member_name(line["who"]) if line else "",
            {**link(f"{url}/@@lifecycle?step=make-official", _("Review")), "of": facts.title},
        ]


def history_text(line: dict | None) -> dict | None:
    """Return a line of the history as displayable values, or None if there is no line."""
    return line and {
        "step": line["step"],
        "what": history_title(line["step"]),
        "who": member_name(line["who"]),
        "when": formatted_time(line["time"]),
        "comment": line["comment"],
    }
