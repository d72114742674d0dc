"""The command ``socialhub verify-log``, which verifies every hub's record (feature H12)."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from threading import Event
from time import time
from typing import Any

from ... import logger

HELP = "check that no record of a message has been changed"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's options to the parser."""
    parser.add_argument(
        "--anchors",
        nargs="+",
        metavar="FILE",
        help="heads of the log that were kept outside the database: files of the site, saved "
        "mails, or folders of them (default: the files in $SOCIALHUB_ANCHORS)",
    )
    parser.add_argument("--json", action="store_true", help="write what was found as JSON")


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Verify every hub; return the exit status, which is 1 if a record is broken."""
    import transaction

    from ...accounts.channels.hub import database_hubs
    from ...core.messages.anchors import anchor_files
    from .verification import gone_hubs, known_anchors

    anchors = known_anchors(anchor_files() if options.anchors is None else options.anchors)
    transaction.begin()
    paths = ["/".join(hub.getPhysicalPath()) for hub in database_hubs(site._p_jar)]
    gone = [_row(fault) for fault in gone_hubs(anchors, database_hubs(site._p_jar))]
    own = (path for path in paths if path.startswith(f"{'/'.join(site.getPhysicalPath())}/"))
    reports = [_verified(site.unrestrictedTraverse(path), anchors) for path in own]
    for fault in gone:
        logger.error(fault["sentence"])
    is_whole = not gone and not any(each["faults"] for each in reports)
    if options.json:
        print(json.dumps({"is_whole": is_whole, "hubs": reports, "gone": gone}))
    return 0 if is_whole else 1


def _verified(hub, anchors):
    from ...core.messages.store import messages_of
    from .verification import record_verification

    path, messages = "/".join(hub.getPhysicalPath()), messages_of(hub)
    faults = _faults(hub, messages, anchors)
    rows = [_row(fault) for fault in faults]
    for row in rows:
        logger.error("%s: %s", path, row["sentence"])
    if not rows:
        logger.info("%s: %d messages, all as they were written", path, len(messages))
    record_verification(hub, faults, int(time()))
    return {"hub": path, "head": messages.head.as_data(), "faults": rows}


def _faults(hub, messages, anchors):
    from tqdm import tqdm

    from ...core.messages.verification import BATCH_SIZE
    from .verification import log_faults

    total = messages.head.count + len(messages)
    with tqdm(total=total, disable=None, unit="line") as bar:
        return list(log_faults(hub, anchors, lambda: bar.update(min(BATCH_SIZE, total - bar.n))))


def _row(fault):
    from .fault_messages import english_sentence

    return asdict(fault) | {"sentence": english_sentence(fault)}
