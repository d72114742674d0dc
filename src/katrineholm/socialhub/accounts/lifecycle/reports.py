"""The channels that have been reported and wait for the information office."""

from Products.Five import BrowserView

from ...site.settings.titles import service_title
from ..channels import history
from ..channels.facts import visible
from ..channels.moments import when
from ..people.person import member_name


class ReportsView(BrowserView):
    """``@@reports`` on a hub: what waits for review, what has waited longest first."""

    def reports(self) -> list[dict]:
        waiting = [facts for facts in visible(self.context) if facts.state == "reported"]
        reported = history.latest(self.context, {facts.uid for facts in waiting}, "report")
        found = [(reported.get(facts.uid), facts) for facts in waiting]
        found.sort(key=lambda each: each[0]["time"] if each[0] else 0)
        return [self._row(line, facts) for line, facts in found]

    def _row(self, line, facts):
        return {
            "title": facts.title,
            "url": self.request.physicalPathToURL(facts.path),
            "administration": facts.administration.title,
            "service": service_title(facts.platform),
            "account": facts.account,
            "when": when(line["time"]) if line else None,
            "who": member_name(line["who"]) if line else "",
        }
