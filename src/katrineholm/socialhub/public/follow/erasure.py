"""The worker's erasure of followers who have not confirmed, or who follow a place that is gone."""

from ... import HOUR
from ...refresh.chores import Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker
from . import followers
from .followers import BOOK
from .news import found_place


def erase_old_wishes(worker: Worker) -> None:
    """Erase what nobody has confirmed within two days, and what follows a place that is gone."""
    visit_hubs(worker, _erase_in_hub)


def _erase_in_hub(worker, hub):
    if any(followers.late_ids(hub, worker.now())):
        worker.write(followers.erase_late_wishes, hub, worker.now())
    gone = {
        key: feed for key, feed in BOOK.read(hub)["feeds"].items() if not found_place(feed["place"])
    }
    for key, feed in gone.items():
        for id in list(feed["members"]):
            worker.write(followers.choose, hub, id, {key.partition("-")[0]: ""}, worker.now())


ERASURE_CHORE = Chore(HOUR, erase_old_wishes)
