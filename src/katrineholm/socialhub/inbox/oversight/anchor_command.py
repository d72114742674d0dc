"""The command ``socialhub anchor``: publish the log's head now, or state what became of a log."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from threading import Event
from time import time
from typing import Any

from ... import logger

HELP = "bring the heads of the logs to the places in $SOCIALHUB_ANCHORS now"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options to the parser."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--closed", metavar="UID", help="state that this hub was moved or removed on purpose"
    )
    which.add_argument(
        "--restored",
        action="store_true",
        help="state that an older copy of the database was put back: later anchors do not count",
    )
    parser.add_argument("--reason", default="", help="why, for --closed and --restored")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Publish the anchors; return the exit status, which is 1 if one did not arrive."""
    from ...accounts.channels.hub import database_hubs
    from ...refresh.settings import OperatorError

    if (options.closed or options.restored) and not options.reason.strip():
        raise OperatorError("Say why, with --reason.")
    if options.closed in {hub.UID() for hub in database_hubs(site._p_jar)}:
        raise OperatorError(f"The hub {options.closed} is in the database.")
    anchors = [_last_anchor(options)] if options.closed else _heads(options)
    return max((_deliver(each) for each in anchors), default=0)


def _heads(options):
    import transaction

    from ...accounts.channels.hub import all_hubs
    from ...core.messages.anchors import anchor_of
    from ...core.messages.store import messages_of

    now, restored = int(time()), options.reason if options.restored else ""
    heads = [(hub.UID(), messages_of(hub).append_queued_lines(now)) for hub in all_hubs()]
    transaction.commit()
    return [anchor_of(uid, head, now, restored=restored) for uid, head in heads if head.count]


def _last_anchor(options):
    from ...core.messages.anchors import anchor_files
    from ...refresh.settings import OperatorError
    from ..steps.verification import known_anchors

    found = known_anchors(anchor_files()).by_hub.get(options.closed)
    if not found:
        raise OperatorError(f"The files in SOCIALHUB_ANCHORS have no anchor of {options.closed}.")
    last = max(found, key=lambda each: each.published)
    return replace(last, at=int(time()), closed=options.reason)


def _deliver(anchor) -> int:
    from ...core.messages.anchors import anchor_targets
    from ..steps.anchor_places import deliver_anchor, place_title

    status = 0
    for name in anchor_targets():
        if why := deliver_anchor(name, anchor):
            logger.error("no anchor came to %s: %s", place_title(name), why)
            status = 1
    return status
