"""The pictures that entries want, fetched by the worker and kept by the site."""

from dataclasses import dataclass

import transaction

from ..channels.facts import every
from ..feeds.errors import FeedError
from ..feeds.picture import Picture, fetch_picture
from ..timeline.store import timeline_of
from .asking import ask_all

MOST = 64  # between two looks at which channels are due


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to fetch for an entry of a hub."""

    hub_path: str
    entry_id: str
    src: str


def fetch_pictures(worker, most: int = MOST) -> int:
    """Fetch pictures, those of the newest entries of each channel first; gives how many wait."""
    transaction.begin()
    wanted = wanted_pictures(worker.site, worker.now())
    fetched = ask_all(
        wanted[:most],
        lambda picture: _fetch(picture, worker.parsers.run),
        address=lambda picture: picture.src,
        spacing=0,
        stop=worker.stop,
    )
    for batch in fetched:
        worker.write(_add, worker.site, batch, worker.now())
    return max(0, len(wanted) - most)


def wanted_pictures(site, now: int) -> list[Wanted]:
    """What is to be fetched, taking turns among the channels."""
    lists = []
    for facts in every(site):
        timeline = timeline_of(site.unrestrictedTraverse(facts.hub_path))
        wishes = timeline.wanted(facts.uid, now=now)
        lists.append([Wanted(facts.hub_path, entry_id, src) for entry_id, src, _alt in wishes])
    turns = sorted(
        (turn, wish.entry_id, wish) for found in lists for turn, wish in enumerate(found)
    )
    return [wish for _turn, _entry_id, wish in turns]


def _fetch(wanted, run) -> Picture | FeedError:
    try:
        return run(fetch_picture, wanted.src)
    except FeedError as error:
        return error


def _add(site, batch, now):
    for wanted, picture in batch:
        timeline = timeline_of(site.unrestrictedTraverse(wanted.hub_path))
        if isinstance(picture, FeedError):
            timeline.picture_failed(wanted.entry_id, wanted.src, now)
        else:
            timeline.add_picture(wanted.entry_id, wanted.src, **picture_data(picture))


def picture_data(picture: Picture) -> dict:
    """A picture's fields by the timeline's names."""
    return {
        "data": picture.data,
        "width": picture.width,
        "height": picture.height,
        "type": picture.type,
    }
