"""The figures over plone.restapi."""

from plone.restapi.services import Service

from ...site.forms.refusals import Refusal
from ...site.forms.rest_errors import refused
from .gathering import figures
from .page import reason
from .period import period_from, written

MEASURES = ("posts", "followers", "comments")


class FiguresGet(Service):
    """``GET @channel-figures?from=2026-01&to=2026-06`` on a hub, for the office."""

    def reply(self) -> dict:
        try:
            period = period_from(self.request.form)
        except Refusal as refusal:
            return refused(self.request, 400, refusal.sentence)
        return {
            "@id": f"{self.context.absolute_url()}/@channel-figures",
            "months": [written(month) for month in period],
            "items": [self._item(row) for row in figures(self.context, period)],
        }

    def _item(self, row):
        facts = row.facts
        return {
            "@id": self.request.physicalPathToURL(facts.path),
            "title": facts.title,
            "administration": facts.administration.title,
            "state": facts.state,
            **{name: [_told(cell) for cell in getattr(row, name)] for name in MEASURES},
        }


def _told(cell):
    return {
        "number": cell.number,
        "reason": cell.why or None,
        "remark": reason(cell) or None,
        "day": cell.day or None,
    }
