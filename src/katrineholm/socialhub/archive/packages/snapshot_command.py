"""The command ``socialhub snapshot``, which takes snapshots of channels immediately."""

from argparse import ArgumentParser, Namespace
from threading import Event
from typing import Any

from ... import logger

HELP = "take a snapshot of channels for the archive"


def arguments(parser: ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument(
        "--channel",
        action="append",
        required=True,
        metavar="PATH",
        help="the channel's path; can be given again",
    )


def run(site: Any, options: Namespace, stop: Event) -> int:
    """Take a snapshot of each channel in its own transaction; return 1 if stopped, otherwise 0."""
    import transaction

    from ...refresh.settings import channel_at
    from .snapshots import take_snapshot

    for channel in [channel_at(site, path) for path in options.channel]:
        if stop.is_set():
            return 1
        snapshot = take_snapshot(channel)
        transaction.commit()
        logger.info("%s: %d bytes, SHA-256 %s", channel.title, snapshot.size, snapshot.sha256)
    return 0
