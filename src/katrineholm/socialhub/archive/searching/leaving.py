"""The updates of the record's index: disposed entries leave it at once."""

from collections.abc import Iterable

import transaction
from plone.dexterity.content import Container

from ... import logger
from ...accounts.channels.hub import hubs
from ...core.search.textfile import Broken, Unusable
from ...core.timeline.store import timeline_of
from ...public.search.place import file_of, record_of
from ...public.search.reading import read_news
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker


def leave(hub: Container, channel: str, entry_ids: Iterable[str]) -> None:
    """Remove entries of a channel, given by its UID, from the search results on commit.

    Call it in the transaction that removes entries, or parts of their texts, from the store. Other
    machines follow at their next search, or by their worker.
    """
    timeline_of(hub).forget(channel, entry_ids)
    transaction.get().addAfterCommitHook(_update_after_commit, args=(hub,))


def bring_up_all(worker: Worker) -> None:
    """Update the index files on this machine."""
    transaction.begin()
    visit(worker, hubs(), bring_up)


def bring_up(hub: Container) -> None:
    """Update the hub's index files on this machine with all that is committed."""
    for path, record in ((file_of(hub), False), (record_of(hub), True)):
        if not path.exists():
            continue  # no search has been made here yet
        try:
            read_news(hub, path, record)
        except (Broken, Unusable) as error:
            logger.warning("%s", error)


def _update_after_commit(is_done, hub):
    if is_done:
        bring_up(hub)


LEAVING = Chore(MINUTE, bring_up_all)
