"""What is disposed of leaves the index at once, and whatever is indexed leaves it in the minute."""

from collections.abc import Iterable

import transaction

from ... import logger
from ...accounts.channels.hub import hubs
from ...core.search.textfile import Broken, Unusable
from ...core.timeline.store import timeline_of
from ...public.search.place import file_of, record_of
from ...public.search.reading import read_news
from ...refresh.chores import MINUTE, Chore
from ...refresh.faults import visit
from ...refresh.worker import Worker


def leave(hub, channel: str, entry_ids: Iterable[str]) -> None:
    """Let entries of a channel, by its UID, be found by nobody as soon as this is committed.

    To be called by whoever takes entries, or words of theirs, out of the store, in the same
    transaction. On other machines it is done by their next search, or by their worker.
    """
    timeline_of(hub).forget(channel, entry_ids)
    transaction.get().addAfterCommitHook(_committed, args=(hub,))


def bring_up_all(worker: Worker) -> None:
    """Read what has become of entries into this machine's files, where there are any."""
    transaction.begin()
    visit(worker, hubs(), bring_up)


def bring_up(hub) -> None:
    """Read what has been committed into the hub's files that are on this machine."""
    for path, record in ((file_of(hub), False), (record_of(hub), True)):
        if not path.exists():
            continue  # nobody has searched here yet
        try:
            read_news(hub, path, record)
        except (Broken, Unusable) as error:
            logger.warning("%s", error)


def _committed(is_done, hub):
    if is_done:
        bring_up(hub)


LEAVING = Chore(MINUTE, bring_up_all)
