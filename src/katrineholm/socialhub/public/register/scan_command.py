"""The command ``socialhub scan``, which reads the municipality's own web sites immediately."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from threading import Event
from typing import Any

from ... import logger

HELP = "read the municipality's own web sites for links to accounts that nobody has listed"


def arguments(parser: ArgumentParser) -> None:
    """Add no arguments to the command's parser."""


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Scan all listed sites, or have the active worker do so; return 1 if stopped, otherwise 0."""
    from ...accounts.channels.hub import all_hubs
    from ...refresh.lease import Lease
    from ...refresh.worker import Worker
    from .found_accounts import begin_scans, unlisted_accounts
    from .site_scan import ScanChore

    worker = Worker(site, stop=stop, stays=False)
    with closing(worker.parsers):
        for hub in all_hubs():
            worker.write(begin_scans, hub)
        worker.lease = Lease(site._p_jar.db(), stays=False)
        if not worker.take_lease():
            logger.info("The worker is active: it reads the sites now")
            return 0
        chore = ScanChore()
        try:
            chore(worker)
        finally:
            chore.end()
            worker.release_lease()
    for hub in all_hubs():
        waiting = [each.url for each in unlisted_accounts(hub) if each.is_waiting]
        logger.info("%s: %d unlisted accounts%s", hub.title, len(waiting), _lines(waiting))
    return int(stop.is_set())


def _lines(urls):
    return "".join(f"\n  {url}" for url in urls)
