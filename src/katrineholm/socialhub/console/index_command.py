"""The command ``socialhub index``: what entries and messages are found by, made anew from them."""

from argparse import ArgumentParser, Namespace
from threading import Event

from .commands import indexes

HELP = "make the indexes of entries and messages anew, while the present ones are asked"


def arguments(parser: ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--only", choices=indexes(), help="this index only")


def run(site, options: Namespace, stop: Event) -> int:
    """Make the indexes of every hub anew, with bars on a terminal; the exit status."""
    for kind in [options.only] if options.only else indexes():
        indexes()[kind].make(stop)
    return 0
