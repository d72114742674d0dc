"""What a board shows of each channel of a hub, had without loading anything for each channel."""

from collections.abc import Hashable
from dataclasses import dataclass

from ..core.timeline import weeks as by_week
from ..core.timeline.outline import Outline
from ..core.timeline.store import timeline_of
from . import health
from .state import Standing

UNKNOWN = Standing("")


@dataclass(frozen=True, slots=True)
class Summary(Standing):
    """How a channel's retrieval stands, and its visible entries.

    ``newest`` is the newest entry's moment. ``recent`` is for ``weeks``. ``feed_url`` is empty,
    and nothing is known of the retrieval, before the first one: see also ``present``.
    """

    entries: int = 0
    newest: int | None = None
    recent: tuple[int, ...] = ()


def summaries(hub) -> dict[str, Summary]:
    """The summary of each channel that has been retrieved or has had entries, by UID.

    Channels that have been deleted since are among them.
    """
    standings, outlines = dict(health.standings(hub)), dict(timeline_of(hub).outlines())
    return {
        uid: _summary(standings.get(uid), outlines.get(uid, Outline()))
        for uid in standings.keys() | outlines.keys()
    }


def summary(hub, uid: str) -> Summary:
    """The summary of one channel; an empty one before its first retrieval."""
    return _summary(health.standing(hub, uid), timeline_of(hub).outline(uid))


def present(found: Summary | None, feed_url: str) -> Summary:
    """What counts for a channel with this feed address; None is no summary at all.

    What was learned of another address says nothing of this one; the entries stay.
    """
    if found is None:
        return Summary(feed_url)
    if found.feed_url == feed_url:
        return found
    return Summary(feed_url, **{name: getattr(found, name) for name in Outline._fields})


def weeks(summary: Summary, now: int) -> tuple[int, ...]:
    """Visible entries in each of the last twelve weeks (Monday to Sunday), the present one last."""
    return by_week.until(now, summary.newest, summary.recent)


def revision(hub) -> Hashable:
    """Another value whenever a summary of the hub is another: a key for caches."""
    return health.revision(hub), timeline_of(hub).revision()


def _summary(standing: Standing | None, outline: Outline) -> Summary:
    return Summary(*health.values_of(standing or UNKNOWN), *outline)
