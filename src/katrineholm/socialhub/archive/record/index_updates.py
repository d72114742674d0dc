"""The worker's chore that updates index files, so that disposed entries disappear from them."""

from plone.dexterity.content import Container

from ... import logger
from ...core.search.text_index import BrokenIndex, UnusableIndex
from ...public.listings.index_update import entry_index_path, record_index_path, update_index
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit_hubs
from ...refresh.worker import Worker


def update_all_indexes(worker: Worker) -> None:
    """Update the existing index files of all hubs on this machine."""
    visit_hubs(worker, lambda _worker, hub: update_hub_indexes(hub))


def update_hub_indexes(hub: Container) -> None:
    """Update a hub's index files of entries and of the record, if they exist on this machine."""
    for path, record in ((entry_index_path(hub), False), (record_index_path(hub), True)):
        if not path.exists():
            continue  # no search has been made here yet
        try:
            update_index(hub, path, record)
        except (BrokenIndex, UnusableIndex) as error:
            logger.warning("%s", error)


INDEX_CHORE = Chore(MINUTE, update_all_indexes)
