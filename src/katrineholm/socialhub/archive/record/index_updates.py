"""The updates of the record's index: disposed entries leave it at once."""

from collections.abc import Iterable

import transaction
from plone.dexterity.content import Container

from ... import logger
from ...accounts.channels.hub import all_hubs
from ...core.search.text_index import BrokenIndex, UnusableIndex
from ...core.timeline.store import timeline_of
from ...public.listings.index_update import entry_index_path, record_index_path, update_index
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit_each
from ...refresh.worker import Worker


def remove_from_index(hub: Container, channel: str, entry_ids: Iterable[str]) -> None:
    """Remove entries of a channel, given by its UID, from the search results on commit.

    Call it in the transaction that removes entries, or parts of their texts, from the store. Other
    machines follow at their next search, or by their worker.
    """
    timeline_of(hub).forget(channel, entry_ids)
    transaction.get().addAfterCommitHook(_update_after_commit, args=(hub,))


def update_all_indexes(worker: Worker) -> None:
    """Update the index files on this machine."""
    transaction.begin()
    visit_each(worker, all_hubs(), update_record_index)


def update_record_index(hub: Container) -> None:
    """Update the hub's index files on this machine with all that is committed."""
    for path, record in ((entry_index_path(hub), False), (record_index_path(hub), True)):
        if not path.exists():
            continue  # no search has been made here yet
        try:
            update_index(hub, path, record)
        except (BrokenIndex, UnusableIndex) as error:
            logger.warning("%s", error)


def _update_after_commit(is_done, hub):
    if is_done:
        update_record_index(hub)


INDEX_CHORE = Chore(MINUTE, update_all_indexes)
