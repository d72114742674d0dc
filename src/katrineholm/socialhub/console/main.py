"""The start of the command ``socialhub`` and its options. Other rooms add subcommands.

Zope is imported only when the work starts, because the parser processes of the worker import this
module, too, and do not need Zope.
"""

import argparse
import logging
import os
import signal
import sys
from functools import cache
from importlib.metadata import entry_points
from threading import Event
from typing import Any

from .. import logger
from ..refresh.settings import OperatorError, check_environment
from .log_format import configure_log

COMMANDS = "katrineholm.socialhub.commands"
INDEXES = "katrineholm.socialhub.indexes"


@cache
def commands() -> dict[str, Any]:
    """Return the modules of the subcommands by name.

    Each has HELP, ``arguments(parser)`` and ``run(site, options, stop)``, which returns the exit
    status. It may state NEEDS_A_SITE or NEEDS_THE_APPLICATION.
    """
    return _loaded(COMMANDS)


@cache
def indexes() -> dict[str, Any]:
    """Return by index name the modules whose ``make(stop)`` rebuilds the index of every hub."""
    return _loaded(INDEXES)


def needs_site(command: Any) -> bool:
    """Return whether a subcommand needs a site. It does unless its NEEDS_A_SITE is False."""
    return getattr(command, "NEEDS_A_SITE", True)


def needs_application(command: Any) -> bool:
    """Return whether a subcommand is run with Zope's application in place of a site."""
    return getattr(command, "NEEDS_THE_APPLICATION", False)


def _loaded(group):
    return {each.name: each.load() for each in entry_points(group=group)}


def main(arguments: list[str] | None = None) -> int:
    """Run the command ``socialhub`` and return the exit status.

    The status is 0 if it finished or was stopped, 1 if it failed, and 2 if it could not start.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    logger.setLevel(logging.INFO)  # messages of other packages are for programmers only
    try:
        check_environment()
        configure_log(os.environ)
        return _work(options)
    except OperatorError as error:
        parser.exit(2, f"socialhub: {error}\n")


def _work(options):
    stop, command = Event(), commands()[options.command]
    _on_signal(lambda *_: sys.exit())  # until the work begins
    if not needs_site(command):
        return command.run(None, options, stop)
    with _opened(command, options) as opened:
        _on_signal(lambda *_: stop.set())
        return command.run(opened, options, stop)


def _opened(command, options):
    from .site import open_application, open_site

    if needs_application(command):
        return open_application(options.conf)
    return open_site(options.conf, options.site)


def _on_signal(handler):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="socialhub", description="What the social hub's site does beside its web server."
    )
    known = parser.add_subparsers(required=True, dest="command")
    for name, module in commands().items():
        command = known.add_parser(name, help=module.HELP)
        if needs_site(module):
            _add_conf(command)
            if not needs_application(module):
                command.add_argument("--site", help="the Plone site's path (default: the only one)")
        module.arguments(command)
    return parser


def _add_conf(command):
    command.add_argument(
        "--conf",
        default=os.environ.get("ZOPE_CONF", "etc/zope.conf"),
        help="Zope's configuration file (default: $ZOPE_CONF or etc/zope.conf)",
    )


if __name__ == "__main__":
    sys.exit(main())
