"""The schedule of a channel's snapshots."""

from calendar import monthrange
from datetime import date

from plone.dexterity.content import Container

from ...accounts.channels.facts import ChannelFacts
from ...accounts.channels.moments import date_of
from ...core.timeline.store import timeline_of
from ...site.settings.registry import setting
from . import book


def due_day(hub: Container, facts: ChannelFacts, now: int) -> date | None:
    """Return the day of a channel's next snapshot; None if the settings have no interval.

    It is counted from the latest one, at first from the day on which the channel became official.
    """
    months = setting("snapshot_months")
    if not months or not facts.speaks:
        return None
    if taken := book.latest(hub, facts.uid, now):
        return later(date_of(taken), months)
    since = facts.official_since
    return later(date.fromisoformat(since), months) if since else None


def is_kept_here(hub: Container, facts: ChannelFacts) -> bool:
    """Return whether there are posts for a snapshot; if not, a person uploads screenshots."""
    return bool(facts.feed_url) or timeline_of(hub).last_kept(facts.uid) is not None


def later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
