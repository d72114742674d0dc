"""The schedule of a channel's snapshots."""

from calendar import monthrange
from datetime import date

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.times import local_date
from ...core.timeline.store import timeline_of
from ...site.settings.registry import setting
from . import snapshot_storage


def next_snapshot_day(hub: Container, facts: ChannelFacts, now: int) -> date | None:
    """Return the day of a channel's next snapshot; None if the settings have no interval.

    It is counted from the latest one, at first from the day on which the channel became official.
    """
    months = setting("snapshot_months")
    if not months or not facts.speaks:
        return None
    if taken := snapshot_storage.latest_time(hub, facts.uid, now):
        return add_months(local_date(taken), months)
    since = facts.official_since
    return add_months(date.fromisoformat(since), months) if since else None


def has_stored_posts(hub: Container, facts: ChannelFacts) -> bool:
    """Return whether there are posts for a snapshot; if not, a person uploads screenshots."""
    return bool(facts.feed_url) or timeline_of(hub).last_kept(facts.uid) is not None


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
