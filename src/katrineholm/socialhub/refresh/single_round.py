"""A single round of retrieval, of the due channels or of those that an operator names."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from .. import logger
from ..accounts.channels.facts import ChannelFacts, official_channels
from .chores import do_due_chores, end_chores, has_due_chores
from .lease import LeaseLost
from .loop import log_result
from .pictures import fetch_pictures, wanted_pictures
from .settings import OperatorError
from .worker import Worker


def refresh_paths(worker: Worker, paths: list[str] | None) -> int:
    """Retrieve official channels, by path or all, and return the number of failures."""
    channels: Collection = official_channels(worker.site)
    if paths:
        channels = channels_at(worker.site, channels, paths)
    failed = _refresh_with_progress(len(channels), lambda report: worker.refresh(channels, report))
    _fetch_all_pictures(worker)
    return failed


def refresh_due(worker: Worker) -> int:
    """Retrieve the due channels, do the chores, and return the number of failed channels."""
    worker.catch_up()
    due = len(worker.due())
    if not due and not any(wanted_pictures(worker)) and not has_due_chores(worker):
        logger.info("Nothing is due")
    elif not worker.take_lease():
        logger.info("Another worker is active: nothing to do")
    else:
        return _refresh_with_lease(worker, due)
    return 0


def channels_at(
    site: Any, channels: Iterable[ChannelFacts], paths: list[str]
) -> list[ChannelFacts]:
    """Return the channels with these paths, absolute or below the site. Raise OperatorError."""
    by_path = {facts.path: facts for facts in channels}
    root = "/".join(site.getPhysicalPath()) + "/"
    wanted = [path if path.startswith(root) else root + path.strip("/") for path in paths]
    if unknown := [path for path in wanted if path not in by_path]:
        raise OperatorError("There is no channel " + ", ".join(unknown) + ".")
    return [by_path[path] for path in dict.fromkeys(wanted)]


def _refresh_with_lease(worker, due):
    try:
        failed = _refresh_with_progress(due, worker.round)
        _fetch_all_pictures(worker)
        do_due_chores(worker, {})
        worker.release_lease()
    except LeaseLost:
        raise OperatorError("Another worker has taken over.") from None
    finally:
        end_chores()
    return failed


def _fetch_all_pictures(worker):
    while fetch_pictures(worker) and not worker.stop.is_set():
        pass


def _refresh_with_progress(total: int, refresh: Callable) -> int:
    """Call ``refresh(report)`` with a progress bar or log lines; return the number of failures."""
    counts: Counter[str] = Counter()
    with logging_redirect_tqdm(), tqdm(total=total, disable=None, unit="channel") as bar:

        def report(facts, result):
            counts[result.status] += 1
            log_result(facts, result)
            bar.update()

        refresh(report)
    line = "%d channels with news, %d without, %d failed, %d not asked now"
    left = total - sum(counts[status] for status in ("ok", "unchanged", "failed"))
    logger.info(line, counts["ok"], counts["unchanged"], counts["failed"], left)
    return counts["failed"]
