"""The command ``socialhub verify-log``: is every hub's record as it was written (feature H12)?"""

from argparse import ArgumentParser, Namespace
from threading import Event

from .. import logger

HELP = "check that no record of a message has been changed"
TOLD = {
    "missing": "message %(number)s is missing",
    "log": "message %(number)s: line %(line)s of its log is the first that is not as written",
    "captured": "message %(number)s: what was captured of it has been changed",
    "files": "message %(number)s: its files have been changed",
    "evidence": "message %(number)s: its sealed evidence has been changed",
}


def arguments(parser: ArgumentParser) -> None:
    """The command has no options of its own."""


def run(site, options: Namespace, stop: Event) -> int:
    """Check every hub; the exit status: 1 where a record is broken."""
    from ..messages.store import messages_of
    from .hubs import hubs

    status = 0
    for hub in hubs():
        messages, path = messages_of(hub), "/".join(hub.getPhysicalPath())
        if (broken := messages.broken()) is None:
            logger.info("%s: %d messages, all as they were written", path, len(messages))
            continue
        values = {"number": broken.number, "line": broken.line}
        logger.error("%s: %s", path, TOLD[broken.what] % values)
        status = 1
    return status
