"""The command ``socialhub remind``, which sends the worker's daily reminders at once."""

from argparse import ArgumentParser, Namespace
from threading import Event
from typing import Any

from ... import logger

SERVES_ALL_SITES = True
HELP = "send today's reminders to those for whom messages wait"


def arguments(parser: ArgumentParser) -> None:
    """Add nothing, since the command has no options."""


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Send today's reminders to those who have not received them yet; return 0."""
    from time import time

    import transaction

    from ...accounts.channels.hub import all_hubs
    from .reminders import remind_hub

    for hub in all_hubs():
        with transaction.manager:
            number = remind_hub(hub, now=int(time()))
        logger.info("%s: %d reminders", "/".join(hub.getPhysicalPath()), number)
    return 0
