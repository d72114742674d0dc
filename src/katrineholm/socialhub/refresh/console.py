"""The command ``socialhub refresh``.

Zope is imported only when the work begins: the processes that the worker starts import this
module, too, and have no use for it.
"""

import argparse
import logging
import os
import signal
import sys
from threading import Event

from .. import logger
from . import settings


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit status.

    0: done, or told to stop. 1: a channel could not be retrieved. 2: the command cannot begin.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logger.setLevel(logging.INFO)  # what other packages tell is of use to programmers only
    try:
        settings.check()
        return _work(options)
    except settings.OperatorError as error:
        parser.exit(2, f"socialhub: {error}\n")


def _work(options):
    stop = Event()
    _on_signal(lambda *_: sys.exit())  # as long as nothing has begun
    from . import commands

    with commands.open_site(options.conf, options.site) as site:
        _on_signal(lambda *_: stop.set())
        return commands.run(site, options, stop)


def _on_signal(handler):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)


def _parser():
    parser = argparse.ArgumentParser(
        prog="socialhub", description="Retrieve the channels of the social hub."
    )
    refresh = parser.add_subparsers(required=True).add_parser(
        "refresh", help="retrieve the channels' entries"
    )
    refresh.add_argument(
        "--conf",
        default=os.environ.get("ZOPE_CONF", "etc/zope.conf"),
        help="Zope's configuration file (default: $ZOPE_CONF or etc/zope.conf)",
    )
    refresh.add_argument("--site", help="the Plone site's path (default: the only one)")
    which = refresh.add_mutually_exclusive_group()
    which.add_argument("--due", action="store_true", help="the channels that are due (default)")
    which.add_argument("--all", action="store_true", help="every channel, due or not")
    which.add_argument(
        "--channel", action="append", metavar="PATH", help="this channel; can be given again"
    )
    which.add_argument("--loop", action="store_true", help="work until told to stop")
    return parser


if __name__ == "__main__":
    sys.exit(main())
