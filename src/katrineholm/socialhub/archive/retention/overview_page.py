"""``@@archive`` on a hub: the overview of due work, for the archivist."""

from functools import cached_property
from time import time

from ... import _
from ...accounts.channels.times import formatted_date
from ...site.pages.acts import Page
from ...site.settings.registry import setting
from .channel_rows import ChannelRow, channel_rows


class OverviewPage(Page):
    """A row for each channel that has been official."""

    title = _("What is due to the archive")
    lead = _("Snapshots, deliveries and disposal, channel by channel; what is due comes first.")

    @cached_property
    def rows(self) -> list[dict]:
        return [self._channel_row(each) for each in channel_rows(self.context, int(time()))]

    def number(self) -> int:
        """Return the number of channels with something due."""
        return sum(each["is_due"] for each in self.rows)

    def months(self) -> int:
        return setting("snapshot_months")

    def _channel_row(self, row: ChannelRow) -> dict:
        facts = row.facts
        url = self.request.physicalPathToURL(facts.path)
        return {
            "title": facts.title,
            "whose": facts.administration.title,
            "url": url,
            "row": row,
            "is_due": row.is_due,
            "snapshot": _day_text(row.snapshot),
            "delivery": _day_text(row.delivery),
            "newest": _day_text(row.newest),
            "packed": _day_text(row.packed),
            "delivered": _day_text(row.delivered),
            "missing": _day_text(row.missing),
            "order": f"{self.context.absolute_url()}/@@packages?whose={facts.uid}",
        }


def _day_text(found):
    return formatted_date(found.isoformat()) if found else ""
