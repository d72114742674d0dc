"""The command ``socialhub index``: what messages are found by, made anew from them."""

from argparse import ArgumentParser, Namespace
from threading import Event

from ... import logger

HELP = "make the index of messages anew, while the present one is asked"


def arguments(parser: ArgumentParser) -> None:
    """The command has no options of its own."""


def run(site, options: Namespace, stop: Event) -> int:
    """Make the index of every hub anew, with a bar on a terminal; the exit status."""
    from tqdm import tqdm

    from ...accounts.channels.hub import hubs
    from ...core.messages.store import messages_of
    from .indexing import make_anew

    for hub in hubs():
        path, number = "/".join(hub.getPhysicalPath()), len(messages_of(hub))
        if not number:
            continue
        with tqdm(total=number, disable=None, unit="message") as bar:
            is_done = make_anew(hub, bar.update, stop.is_set)
        if not is_done:
            logger.info("%s: stopped; the index is as it was", path)
            return 0
        logger.info("%s: %d messages indexed", path, number)
    return 0
