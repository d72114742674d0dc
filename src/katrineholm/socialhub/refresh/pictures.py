"""The pictures that entries want, fetched by the worker and kept by the site."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice

import transaction

from .. import HOUR, has_come
from ..accounts.channels.numbered import sparing
from ..core.feeds.errors import FeedError
from ..core.feeds.fetch import get
from ..core.feeds.picture import fetch_picture, small
from ..core.feeds.settings import networks_from
from ..core.timeline.store import timeline_of
from . import health, recording
from .asking import ask_all, host_of, is_busy, is_put_off
from .plan import SOON

MOST = 64  # between two looks at which channels are due
EACH = 8  # of one channel before the next has its turn
PAUSE = 3600  # seconds for a host that is busy and does not say how long


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to fetch for an entry of a channel, named by its UID, in a hub.

    ``inside``: the channel's source is in a network that the operator allowed.
    """

    channel: str
    hub_path: str
    entry_id: str
    src: str
    inside: bool


def fetch_pictures(worker, most: int = MOST) -> int:
    """Fetch some pictures, those of each channel's newest entries first; how many were wanted."""
    transaction.begin()
    wanted = list(islice(wanted_pictures(worker), most))
    fetched = ask_all(
        wanted,
        partial(_fetch, worker.parsers.run),
        address=lambda each: each.src,
        spacing=0,
        stop=worker.stop,
    )
    for batch in fetched:
        worker.write(_add, worker.site, batch, worker.now())
        worker.paused.update(_pauses(batch, worker.now()))
        worker.beat()
    worker.served = wanted[-1].channel if wanted else worker.served
    return len(wanted)


def wanted_pictures(worker) -> Iterator[Wanted]:
    """What is to be fetched now, a few pictures a channel, first those of who was not served last.

    Nothing is looked up before it is asked for: after many new channels thousands are wanted.
    """
    site, now = worker.site, worker.now()
    worker.plan.catch_up()
    channels = [channel for channel in worker.plan if has_come(channel.pictures, now)]
    channels.sort(key=lambda channel: (channel.uid <= worker.served, channel.uid))
    for channel in sparing(site, channels):
        hub = worker.hub(channel)
        found = timeline_of(hub).wanted(channel.uid, now=now)
        if not found:
            channel.pictures = now + HOUR
            continue
        inside = _is_inside(hub, channel)
        for entry_id, src, _alt in found[:EACH]:
            if has_come(worker.paused.get(host_of(src), 0), now):
                yield Wanted(channel.uid, channel.hub_path, entry_id, src, inside)


def _is_inside(hub, channel):
    """Whether what the channel lives by, or is recorded from, is in a network that is allowed."""
    if channel.feed_url:
        return health.is_inside(hub, channel.uid, channel.feed_url)
    return recording.recalled(hub, channel.uid)[-1]


def _fetch(run, wanted):
    """Only what costs processor time is done elsewhere: a slow server holds no parser."""
    ask = partial(get, networks=networks_from(wanted.inside))
    return fetch_picture(wanted.src, get=ask, small=partial(run, small))


def _add(site, batch, now):
    for wanted, picture in batch:
        timeline = timeline_of(site.unrestrictedTraverse(wanted.hub_path))
        if is_put_off(picture):
            continue
        if isinstance(picture, FeedError):
            timeline.picture_failed(wanted.entry_id, wanted.src, now)
        else:
            timeline.add_picture(wanted.entry_id, wanted.src, **asdict(picture))


def _pauses(batch, now):
    """Until when the hosts of a batch are to be left alone."""
    busy = {
        host_of(wanted.src): now + (answer.retry_after or PAUSE)
        for wanted, answer in batch
        if is_busy(answer)
    }
    return {host_of(wanted.src): now + SOON for wanted, it in batch if is_put_off(it)} | busy
