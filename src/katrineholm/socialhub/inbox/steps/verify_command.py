"""The command ``socialhub verify-log``: is every hub's record as it was written (feature H12)?"""

from argparse import ArgumentParser, Namespace
from threading import Event

from ... import logger

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
    from ...accounts.channels.hub import hubs
    from ...core.messages.store import messages_of

    status = 0
    for hub in hubs():
        path, faults = "/".join(hub.getPhysicalPath()), list(_faults(hub))
        for told in faults:
            logger.error("%s: %s", path, told)
            status = 1
        if not faults:
            number = len(messages_of(hub))
            logger.info("%s: %d messages, all as they were written", path, number)
    return status


def _faults(hub):
    from zope.component import getUtilitiesFor

    from ...core.messages.store import messages_of
    from .interfaces import IRecord

    if broken := messages_of(hub).broken():
        yield TOLD[broken.what] % {"number": broken.number, "line": broken.line}
    for _name, fault_of in sorted(getUtilitiesFor(IRecord)):
        if told := fault_of(hub):
            yield told
