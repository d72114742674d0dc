"""The pictures that entries want, fetched by the worker and kept by the site."""

from dataclasses import asdict, dataclass
from functools import partial

import transaction

from ..channels.facts import every
from ..feeds.errors import FeedError
from ..feeds.picture import fetch_picture, small
from ..timeline.store import timeline_of
from .asking import ask_all, host_of, is_busy

MOST = 64  # between two looks at which channels are due
PAUSE = 3600  # seconds for a host that is busy and does not say how long


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to fetch for an entry of a hub."""

    hub_path: str
    entry_id: str
    src: str


def fetch_pictures(worker, most: int = MOST) -> int:
    """Fetch pictures, those of the newest entries of each channel first; gives how many wait."""
    transaction.begin()
    wanted = [
        each
        for each in wanted_pictures(worker.site, worker.now())
        if worker.paused.get(host_of(each.src), 0) <= worker.now()
    ]
    fetched = ask_all(
        wanted[:most],
        partial(_fetch, worker.parsers.run),
        address=lambda each: each.src,
        spacing=0,
        stop=worker.stop,
    )
    for batch in fetched:
        worker.write(_add, worker.site, batch, worker.now())
        worker.paused.update(_pauses(batch, worker.now()))
        worker.beat()
    return max(0, len(wanted) - most)


def wanted_pictures(site, now: int) -> list[Wanted]:
    """What is to be fetched, taking turns among the channels."""
    lists = []
    for facts in every(site):
        timeline = timeline_of(site.unrestrictedTraverse(facts.hub_path))
        wishes = timeline.wanted(facts.uid, now=now)
        lists.append([Wanted(facts.hub_path, entry_id, src) for entry_id, src, _alt in wishes])
    turns = [(turn, wish.entry_id, wish) for found in lists for turn, wish in enumerate(found)]
    return [wish for _turn, _entry_id, wish in sorted(turns, key=lambda each: each[:2])]


def _fetch(run, wanted):
    """Only what costs processor time is done elsewhere: a slow server holds no parser."""
    return fetch_picture(wanted.src, small=partial(run, small))


def _add(site, batch, now):
    for wanted, picture in batch:
        timeline = timeline_of(site.unrestrictedTraverse(wanted.hub_path))
        if isinstance(picture, FeedError):
            timeline.picture_failed(wanted.entry_id, wanted.src, now)
        else:
            timeline.add_picture(wanted.entry_id, wanted.src, **asdict(picture))


def _pauses(batch, now):
    """Until when the hosts of a batch are to be left alone."""
    return {
        host_of(wanted.src): now + (answer.retry_after or PAUSE)
        for wanted, answer in batch
        if is_busy(answer)
    }
