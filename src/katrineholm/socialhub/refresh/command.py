"""The command ``socialhub refresh``.

Zope is imported only inside ``run``, because the parser processes import this module, too, and do
not need Zope.
"""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from threading import Event
from typing import Any

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
    from ..site.pages.parser_pool import lower_priority
    from . import lease
    from .loop import run_worker
    from .settings import niceness
    from .single_round import refresh_due, refresh_paths
    from .worker import Worker

    worker = Worker(site, stop=stop, stays=options.loop)
    with closing(worker.parsers):
        if options.all or options.channel:
            return 1 if refresh_paths(worker, options.channel) else 0
        worker.owner = lease.new_owner()
        if options.loop:
            lower_priority(niceness())
            run_worker(worker)
            return 0
        return 1 if refresh_due(worker) else 0
