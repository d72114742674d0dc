"""The command ``socialhub index``: what entries and messages are found by, made anew from them."""

from argparse import ArgumentParser, Namespace
from threading import Event

from ..inbox.search import index_command as messages
from ..public.search import index_command as entries

HELP = "make the indexes of entries and messages anew, while the present ones are asked"
KINDS = {"entries": entries.make, "messages": messages.make}


def arguments(parser: ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--only", choices=KINDS, help="this index only")


def run(site, options: Namespace, stop: Event) -> int:
    """Make the indexes of every hub anew, with bars on a terminal; the exit status."""
    for kind in [options.only] if options.only else KINDS:
        KINDS[kind](stop)
    return 0
