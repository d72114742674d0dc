"""``GET @channel-figures?from=2026-01&to=2026-06`` on a hub or an administration."""

from dataclasses import asdict

from plone.restapi.services import Service

from ...accounts.channels.hub import hub_of
from ...site.pages.refusals import Refusal
from ...site.pages.rest_errors import error_body
from .figure_cells import Cell
from .figure_sums import month_sums, sums_of
from .figures import channel_figures
from .figures_serializer import cell_reason
from .period import month_text, requested_period
from .post_counts import most_read

MEASURES = ("posts", "followers", "comments", "messages")


class FiguresGet(Service):
    """The figures as numbers: the sums, those of each month, and each channel's."""

    def reply(self) -> dict:
        try:
            period = requested_period(self.request.form)
        except Refusal as refusal:
            return error_body(self.request, 400, refusal.sentence)
        rows = channel_figures(self.context, period)
        hub = hub_of(self.context)
        read = most_read(hub, [row.facts for row in rows], period)
        return {
            "@id": f"{self.context.absolute_url()}/@channel-figures",
            "months": [month_text(month) for month in period],
            "sums": _sums_item(sums_of(rows)),
            "month_sums": [_sums_item(each) for each in month_sums(rows, period)],
            "most_read": {
                name: [_post_item(each, hub.absolute_url()) for each in posts]
                for name, posts in read.items()
            },
            "items": [self._item(row) for row in rows],
        }

    def _item(self, row):
        facts = row.facts
        return {
            "@id": self.request.physicalPathToURL(facts.path),
            "title": facts.title,
            "administration": facts.administration.title,
            "state": facts.state,
            **{name: [_cell_item(cell) for cell in getattr(row, name)] for name in MEASURES},
            "handled": [asdict(each) for each in row.handled],
        }


def _sums_item(sums):
    return {
        "channels": sums.channels,
        "posts": _cell_item(sums.posts),
        "messages": _cell_item(sums.messages),
        "answers_due": sums.due,
        "answered_in_time": sums.in_time,
        "taken_down": _cell_item(sums.removed),
        "followers": _cell_item(sums.followers),
    }


def _post_item(post, hub_url):
    return {
        "@id": f"{hub_url}/@@entry/{post.entry['entry_id']}",
        "title": post.entry["title"],
        "channel": post.facts.title,
        "number": post.number,
        "day": post.day,
    }


def _cell_item(cell: Cell) -> dict:
    return {
        "number": cell.number,
        "reason": cell.why or None,
        "remark": cell_reason(cell) or None,
        "day": cell.day or None,
    }
