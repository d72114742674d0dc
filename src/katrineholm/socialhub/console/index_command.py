"""The command ``socialhub index``: rebuild the search indexes of entries and messages."""

from argparse import ArgumentParser, Namespace
from threading import Event
from typing import Any

from .main import indexes

HELP = "make the indexes of entries and messages anew, while the present ones are asked"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--only", choices=indexes(), help="this index only")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Rebuild the indexes of every hub, with bars on a terminal; return the exit status."""
    for kind in [options.only] if options.only else indexes():
        indexes()[kind].make(stop)
    return 0
