"""The view ``@@archive`` of a hub, which gives the archivist an overview of due work."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import time

from plone.dexterity.content import Container

from ... import _
from ...accounts.channels.facts import ChannelFacts, all_channels
from ...accounts.channels.times import formatted_date, local_date, today
from ...core.messages.store import messages_of
from ...core.timeline.record import record_extent
from ...core.timeline.store import timeline_of
from ...inbox.oversight.disposal import expired_messages
from ...site.pages.acts import Page
from ...site.settings.registry import setting
from ..packages import order_storage as orders
from ..packages.coverage import Deliveries, delivered_packages
from ..packages.snapshot_storage import add_months, has_stored_posts, next_snapshot_day
from .archive_decisions import archive_decision


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A channel in the overview; days that are not known are None.

    ``snapshot`` and ``delivery`` are the days on which the next ones are due, and ``by_hand`` is
    True if a person provides the snapshot. ``newest`` is the day of the newest post, ``packed`` the
    last day of the latest ready package, and ``delivered`` that of the latest one that the archive
    has acknowledged. ``oldest`` is the day of the oldest post in no acknowledged package,
    ``missing`` the same if there is any such package, and ``missing_count`` counts those posts.
    ``changed_count`` counts the records that have changed or come late since the archive got them,
    and ``expired_count`` the messages whose retention period has ended.
    """

    facts: ChannelFacts
    snapshot: date | None
    by_hand: bool
    newest: date | None
    packed: date | None
    delivered: date | None
    oldest: date | None
    missing: date | None
    missing_count: int
    changed_count: int
    delivery: date | None
    is_not_archived: bool
    expired_count: int

    @property
    def is_snapshot_due(self) -> bool:
        return self.snapshot is not None and self.snapshot <= today()

    @property
    def is_delivery_due(self) -> bool:
        return self.delivery is not None and self.delivery <= today()

    @property
    def is_due(self) -> bool:
        return self.is_snapshot_due or self.is_delivery_due or bool(self.expired_count)


class OverviewPage(Page):
    """The page with a row for each channel that has ever been official."""

    title = _("What is due to the archive")
    lead = _("Snapshots, deliveries and disposal, channel by channel; what is due comes first.")

    @cached_property
    def rows(self) -> list[dict]:
        return [self._channel_row(each) for each in channel_rows(self.context, int(time()))]

    def due_count(self) -> int:
        """Return the count of channels for which something is due."""
        return sum(each["is_due"] for each in self.rows)

    def months(self) -> int:
        """Return the interval between snapshots in months."""
        return setting("snapshot_months")

    def _channel_row(self, row: ChannelRow) -> dict:
        facts = row.facts
        url = self.request.physicalPathToURL(facts.path)
        order = f"{self.context.absolute_url()}/@@packages?whose={facts.uid}"
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
            "order": f"{order}&from={row.oldest}" if row.oldest else order,
            "order_changes": f"{order}&kind=changes",
        }


def _day_text(found):
    return formatted_date(found.isoformat()) if found else ""


def channel_rows(hub: Container, now: int) -> list[ChannelRow]:
    """Return a row for each channel that was ever official, due ones first, then by title."""
    packages, messages = list(orders.all_orders(hub)), messages_of(hub)
    archived = Deliveries(hub, delivered_packages(hub))
    old: dict[str, int] = {}
    for number in expired_messages(hub, now):
        uid = messages[number]["channel"]
        old[uid] = old.get(uid, 0) + 1
    found = [
        _row(hub, facts, packages, archived, old.get(facts.uid, 0))
        for facts in all_channels(hub)
        if facts.official_since
    ]
    return sorted(found, key=lambda row: (not row.is_due, row.facts.title.casefold()))


def _row(hub, facts, packages, archived, old):
    last = record_extent(timeline_of(hub), facts.uid)
    newest = local_date(last[0]) if last else None
    held = {facts.uid, facts.administration.uid}
    ready = [each for each in packages if each.state == orders.READY and each.whose in held]
    delivered = _last_day([each for each in ready if each.receipt])
    oldest, changed = archived.oldest_undelivered(facts.uid), archived.changed_count(facts.uid)
    missing = None if oldest is None else local_date(oldest)
    is_not_archived = archive_decision(hub, facts.uid) is not None
    snapshot = next_snapshot_day(hub, facts, int(time()))
    return ChannelRow(
        facts=facts,
        snapshot=snapshot,
        by_hand=not has_stored_posts(hub, facts),
        newest=newest,
        packed=_last_day(ready),
        delivered=delivered,
        oldest=missing,
        missing=missing if delivered else None,
        missing_count=archived.undelivered_count(facts.uid),
        changed_count=changed,
        delivery=None if is_not_archived else _delivery_day(facts, missing, delivered, changed),
        is_not_archived=is_not_archived,
        expired_count=old,
    )


def _delivery_day(facts, missing, delivered, changed):
    """Return the day on which the missing posts, or else the changes, are to be delivered.

    A closed channel is due at once. Posts older than the latest delivery were left out of it, and
    have waited from the beginning.
    """
    if missing is None and not changed:
        return None
    months = setting("delivery_months")
    oldest = delivered or date.fromisoformat(facts.official_since)
    day = missing or oldest
    if facts.state == "closed":
        return day
    is_newer = delivered is not None and day >= delivered
    since = delivered if is_newer else date.fromisoformat(facts.official_since)
    return add_months(since, months) if months else None


def _last_day(packages):
    return max((date.fromisoformat(each.last) for each in packages), default=None)
