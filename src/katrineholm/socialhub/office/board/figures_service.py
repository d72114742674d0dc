"""The figures over plone.restapi."""

from plone.restapi.services import Service

from ...site.pages.refusals import Refusal
from ...site.pages.rest_errors import error_body
from .figures import channel_figures
from .figures_page import cell_reason
from .period import month_text, requested_period

MEASURES = ("posts", "followers", "comments")


class FiguresGet(Service):
    """``GET @channel-figures?from=2026-01&to=2026-06`` on a hub, for the office."""

    def reply(self) -> dict:
        try:
            period = requested_period(self.request.form)
        except Refusal as refusal:
            return error_body(self.request, 400, refusal.sentence)
        return {
            "@id": f"{self.context.absolute_url()}/@channel-figures",
            "months": [month_text(month) for month in period],
            "items": [self._item(row) for row in channel_figures(self.context, period)],
        }

    def _item(self, row):
        facts = row.facts
        return {
            "@id": self.request.physicalPathToURL(facts.path),
            "title": facts.title,
            "administration": facts.administration.title,
            "state": facts.state,
            **{name: [_cell_item(cell) for cell in getattr(row, name)] for name in MEASURES},
        }


def _cell_item(cell):
    return {
        "number": cell.number,
        "reason": cell.why or None,
        "remark": cell_reason(cell) or None,
        "day": cell.day or None,
    }
