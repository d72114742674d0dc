"""The command ``socialhub refresh``.

Zope is imported only inside ``run``, because the parser processes import this module, too, and do
not need Zope.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from threading import Event
from typing import Any

SERVES_ALL_SITES = True
HELP = "retrieve the channels' entries"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options to the parser."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--due", action="store_true", help="the channels that are due (default)")
    which.add_argument("--all", action="store_true", help="every channel, due or not")
    which.add_argument(
        "--channel", action="append", metavar="PATH", help="this channel; can be given again"
    )
    which.add_argument(
        "--loop",
        action="store_true",
        help="work until told to stop, letting pages come first by $SOCIALHUB_NICENESS "
        "(0 to 19, default: 5)",
    )


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Run the command, and return exit status 1 if a channel could not be retrieved, else 0."""
    if options.loop:
        return _work(lambda: [site], stop)
    from .lease import Lease
    from .single_round import refresh_due, refresh_paths
    from .worker import Worker

    worker = Worker(site, stop=stop, stays=False)
    with closing(worker.parsers):
        if options.all or options.channel:
            return 1 if refresh_paths(worker, options.channel) else 0
        worker.lease = Lease(site._p_jar.db(), stays=False)
        return 1 if refresh_due(worker) else 0


def run_together(sites: Callable[[], list], options: Namespace, stop: Event) -> int | None:
    """Serve all sites at the same time, or return None if each is to be served by itself."""
    return _work(sites, stop) if options.loop else None


def _work(sites, stop):
    from ..site.pages.parser_pool import ParserPool, lower_priority
    from .loop import run_workers
    from .settings import niceness
    from .site_workers import SiteWorkers

    lower_priority(niceness())
    with closing(ParserPool()) as parsers:
        run_workers(SiteWorkers(sites, stop=stop, parsers=parsers))
    return 0
