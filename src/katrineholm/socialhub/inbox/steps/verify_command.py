"""The command ``socialhub verify-log``, which verifies every hub's record (feature H12)."""

import json
import os
from argparse import ArgumentParser, Namespace
from threading import Event
from time import time
from typing import Any

from ... import logger

HELP = "check that no record of a message has been changed"
SENTENCES = {
    "missing": "message %(number)s is missing",
    "log": "message %(number)s: line %(line)s of its log is the first that is not as written",
    "captured": "message %(number)s: what was captured of it has been changed",
    "files": "message %(number)s: its files have been changed",
    "evidence": "message %(number)s: its sealed evidence has been changed",
    "state": "message %(number)s: it does not stand where its log leads to",
    "place": "message %(number)s: it is not listed where it stands",
    "chain": "the hub-wide log: entry %(line)s is the first that is not as written",
    "head": "the hub-wide log: its head is not that of its %(line)s entries",
    "cut": "the hub-wide log: entry %(line)s and others are missing, as an anchor tells",
    "anchor": "the hub-wide log: it differs from an anchor, from entry %(line)s on",
    "anchors": "the anchors: line %(line)s is none",
    "unread anchors": "the anchors: the file cannot be read",
    "no anchors": "the anchors: the file has none of this hub",
    "of a message": "message %(number)s: it does not stand in the %(what)s as its log tells",
    "of the hub": "the hub's %(what)s have been changed",
}


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options to the parser."""
    parser.add_argument(
        "--anchors",
        default=os.environ.get("SOCIALHUB_ANCHORS"),
        metavar="FILE",
        help="heads of the log that were kept outside the database (default: $SOCIALHUB_ANCHORS)",
    )
    parser.add_argument("--json", action="store_true", help="write what was found as JSON")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Verify every hub; return the exit status, which is 1 if a record is broken."""
    from ...accounts.channels.hub import all_hubs
    from ...core.messages.store import messages_of
    from .verification import record_verification

    status, reports = 0, []
    for hub in all_hubs():
        path, found = "/".join(hub.getPhysicalPath()), list(_fault_rows(hub, options.anchors))
        for fault in found:
            logger.error("%s: %s", path, fault["sentence"])
            status = 1
        messages = messages_of(hub)
        if not found:
            logger.info("%s: %d messages, all as they were written", path, len(messages))
        record_verification(hub, len(found), int(time()))
        reports.append({"hub": path, "head": messages.head.as_data(), "faults": found})
    if options.json:
        print(json.dumps({"is_whole": not status, "hubs": reports}))
    return status


def _fault_rows(hub, path):
    from zope.component import getUtilitiesFor

    from .interfaces import IRecordCheck
    from .verification import log_faults

    for broken in log_faults(hub, path):
        values = {"number": broken.number, "what": broken.what, "line": broken.line}
        other = "of a message" if broken.number else "of the hub"
        yield values | {"sentence": SENTENCES.get(broken.what, SENTENCES[other]) % values}
    for name, fault_of in sorted(getUtilitiesFor(IRecordCheck)):
        found = fault_of(hub)
        for sentence in filter(None, [found] if isinstance(found, str) else found):
            yield {"number": 0, "what": name, "line": None, "sentence": sentence}
