"""``@@archive`` on a hub: what is due, for the archivist."""

from functools import cached_property
from time import time

from ... import _
from ...accounts.channels.moments import day
from ...site.forms.acts import Page
from ...site.settings.registry import setting
from .listed import Row, rows


class ArchivePage(Page):
    """A row for each channel that has been official."""

    title = _("What is due to the archive")
    lead = _("Snapshots, deliveries and disposal, channel by channel; what is due comes first.")

    @cached_property
    def rows(self) -> list[dict]:
        return [self._shown(each) for each in rows(self.context, int(time()))]

    def number(self) -> int:
        """How many channels have something due."""
        return sum(each["is_due"] for each in self.rows)

    def months(self) -> int:
        return setting("snapshot_months")

    def _shown(self, row: Row) -> dict:
        facts = row.facts
        url = self.request.physicalPathToURL(facts.path)
        return {
            "title": facts.title,
            "whose": facts.administration.title,
            "url": url,
            "row": row,
            "is_due": row.is_due,
            "snapshot": _day(row.snapshot),
            "delivery": _day(row.delivery),
            "newest": _day(row.newest),
            "packed": _day(row.packed),
            "delivered": _day(row.delivered),
            "missing": _day(row.missing),
            "order": f"{self.context.absolute_url()}/@@packages?whose={facts.uid}",
        }


def _day(found):
    return day(found.isoformat()) if found else ""
