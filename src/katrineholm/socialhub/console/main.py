"""The start of the command ``socialhub`` and its options. Other rooms add subcommands.

Zope is imported only when the work starts, because the parser processes of the worker import this
module, too, and do not need Zope.
"""

import argparse
import logging
import os
import signal
import sys
from functools import cache, partial
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
    from .site import open_application, open_site, sites_with_hubs

    serves_all = getattr(options, "all_sites", False)
    if not serves_all and not needs_application(command):
        with open_site(options.conf, options.site) as site:
            _on_signal(lambda *_: stop.set())
            return command.run(site, options, stop)
    with open_application(options.conf) as app:
        _on_signal(lambda *_: stop.set())
        if serves_all:
            return _run_for_all(command, partial(sites_with_hubs, app), options, stop)
        return command.run(app, options, stop)


def _run_for_all(command, sites, options, stop):
    run_together = getattr(command, "run_together", lambda *_: None)
    status = run_together(sites, options, stop)
    if status is None:
        status = max((_run_for(site, command, options, stop) for site in sites()), default=0)
    return status


def _run_for(site, command, options, stop):
    from zope.component.hooks import site as active_site

    with active_site(site):
        try:
            return 0 if stop.is_set() else command.run(site, options, stop)
        # Broken data of a site, or an add-on of its own, stops no other site.
        except Exception:
            logger.exception("The site %s could not be served", site.getId())
            return 1


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
                _add_site(command, module)
        module.arguments(command)
    return parser


def _add_conf(command):
    command.add_argument(
        "--conf",
        default=os.environ.get("ZOPE_CONF", "etc/zope.conf"),
        help="Zope's configuration file (default: $ZOPE_CONF or etc/zope.conf)",
    )


def _add_site(command, module):
    which = command.add_mutually_exclusive_group()
    which.add_argument("--site", help="the Plone site's path (default: the only one)")
    if getattr(module, "SERVES_ALL_SITES", False):
        which.add_argument(
            "--all-sites", action="store_true", help="every site that has the add-on"
        )


if __name__ == "__main__":
    sys.exit(main())
