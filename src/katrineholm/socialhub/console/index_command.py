"""The command ``socialhub index``, which rebuilds the indexes of entries and messages."""

from argparse import ArgumentParser, Namespace
from threading import Event
from typing import Any

from .main import indexes

SERVES_ALL_SITES = True
HELP = "make the indexes of entries and messages anew, while the present ones are asked"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to the parser."""
    parser.add_argument("--only", choices=indexes(), help="this index only")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Rebuild the chosen index, or all, of every hub, and return the exit status."""
    for kind in [options.only] if options.only else indexes():
        indexes()[kind].make(stop)
    return 0
