"""Retrieval of the pictures of entries, which the worker stores in the site."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from math import inf
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

import transaction

from .. import HOUR, has_come
from ..accounts.channels.channel_records import frugal_iterator
from ..accounts.channels.limits import storage_fault
from ..core.feeds.errors import FeedError
from ..core.feeds.picture import Picture, fetch_picture, small_picture
from ..core.feeds.retrieval import fetch_url
from ..core.feeds.settings import networks_for_redirects
from ..core.timeline.originals import Original
from ..core.timeline.pictures import add_picture, pictures_to_fetch, postpone_picture
from ..core.timeline.store import timeline_of
from ..site.settings.registry import setting
from . import page_records, state_storage
from .plan import SOON
from .source_requests import is_host_busy, is_postponed, result_batches, url_host

if TYPE_CHECKING:
    from .worker import Worker

MAX_PICTURES = 64  # between two checks for due channels
PER_CHANNEL = 8  # of one channel before the next has its turn
PAUSE = 3600  # seconds for a busy host that gives no Retry-After
MOST_IN_MEMORY = 2**20  # bytes of an original, of which some fifty may wait to be stored


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture to fetch. ``inside`` means that its source is in an allowed internal network."""

    channel: str
    hub_path: str
    entry_id: str
    src: str
    inside: bool


def fetch_pictures(worker: "Worker", most: int = MAX_PICTURES, *, until: float = inf) -> int:
    """Try to fetch up to ``most`` wanted pictures, and return how many were wanted.

    After the time ``until``, as monotonic() counts it, no further one is tried. None are
    fetched if the site's storage is full; they remain wanted.
    """
    transaction.begin()
    if storage_fault(worker.site):
        return 0
    wanted = list(islice(wanted_pictures(worker), most))
    fetched = result_batches(
        wanted,
        partial(_fetch, worker.parsers.run, worker.now),
        address=lambda each: each.src,
        spacing=0,
        stop=worker.stop,
        until=until,
    )
    for batch in fetched:
        worker.write(_add, worker.site, batch, worker.now())
        worker.paused.update(_pauses(batch, worker.now()))
        worker.beat()
    worker.served = wanted[-1].channel if wanted else worker.served
    return len(wanted)


def wanted_pictures(worker: "Worker") -> Iterator[WantedPicture]:
    """Yield the pictures to fetch, a few for each channel, those of the newest entries first.

    The channel that was served last comes last. Entries are loaded lazily, since many new channels
    may want thousands of pictures.
    """
    site, now = worker.site, worker.now()
    worker.plan.catch_up()
    channels = [channel for channel in worker.plan if has_come(channel.pictures, now)]
    channels.sort(key=lambda channel: (channel.uid <= worker.served, channel.uid))
    for channel in frugal_iterator(site, channels):
        hub = worker.hub(channel)
        found = pictures_to_fetch(timeline_of(hub), channel.uid, now=now)
        if not found:
            channel.pictures = now + HOUR
            continue
        inside = _is_inside(hub, channel)
        for entry_id, src, _alt in found[:PER_CHANNEL]:
            if has_come(worker.paused.get(url_host(src), 0), now):
                yield WantedPicture(channel.uid, channel.hub_path, entry_id, src, inside)


def _is_inside(hub, channel):
    if channel.feed_url:
        return state_storage.is_source_internal(hub, channel.uid, channel.feed_url)
    return page_records.record_row(hub, channel.uid)[-1]


def _fetch(run, now, wanted) -> tuple[Picture, Original]:
    """Fetch a picture; only scaling it runs in a parser process, not the wait for the server."""
    ask = partial(fetch_url, networks=networks_for_redirects(wanted.inside))
    picture, answer = fetch_picture(wanted.src, get=ask, small=partial(run, small_picture))
    file = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 (closed with its last user)
    file.write(answer.body)
    return picture, Original(file, now(), answer.headers.get("content-type", ""))


def _add(site, batch, now):
    keeps = setting("keep_originals")
    for wanted, answer in batch:
        timeline = timeline_of(site.unrestrictedTraverse(wanted.hub_path))
        place = (timeline, wanted.entry_id, wanted.src)
        if is_postponed(answer):
            continue
        if isinstance(answer, FeedError):
            postpone_picture(*place, now, (answer.code, answer.values))
        else:
            picture, original = answer
            add_picture(*place, **asdict(picture), original=original if keeps else None)


def _pauses(batch, now):
    busy = {
        url_host(wanted.src): now + (answer.retry_after or PAUSE)
        for wanted, answer in batch
        if is_host_busy(answer)
    }
    return {url_host(wanted.src): now + SOON for wanted, it in batch if is_postponed(it)} | busy
