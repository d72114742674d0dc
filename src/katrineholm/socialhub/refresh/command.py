"""The command ``socialhub refresh``.

Zope is imported inside ``run`` only: the parser processes import this module, too, and do not need
it.
"""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from threading import Event
from typing import Any

HELP = "retrieve the channels' entries"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options."""
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
    """Run the command; return exit status 1 if a channel could not be retrieved, else 0."""
    from ..site.parsing.parsers import be_nice
    from . import lease
    from .loop import work
    from .once import refresh_due, refresh_ordered
    from .settings import niceness
    from .worker import Worker

    worker = Worker(site, stop=stop, stays=options.loop)
    with closing(worker.parsers):
        if options.all or options.channel:
            return 1 if refresh_ordered(worker, options.channel) else 0
        worker.owner = lease.myself()
        if options.loop:
            be_nice(niceness())
            work(worker)
            return 0
        return 1 if refresh_due(worker) else 0
